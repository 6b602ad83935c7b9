package io.chanuka.db.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the readiness of a database that
 * is not ours: a group that names a member which does not exist would stop the start, of
 * tests with another database for example.
 */
@AutoConfiguration(after = ChanukaHealthContributorAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnSwitch("chanuka.db.readiness.enabled")
@ConditionalOnEnabledHealthIndicator("db")
public final class ChanukaReadinessMemberAutoConfiguration {

	@Bean(ReadinessGroupPostProcessor.MEMBER)
	@ConditionalOnMissingBean(name = ReadinessGroupPostProcessor.MEMBER)
	HealthIndicator databaseReadiness() {
		return () -> Health.up().build();
	}

}

package io.chanuka.db.autoconfigure.health;

import io.chanuka.db.autoconfigure.ChanukaDataSourceAutoConfiguration;
import io.chanuka.db.autoconfigure.ConditionalOnRuntimePool;
import io.chanuka.db.autoconfigure.environment.ConditionalOnLenientFlag;
import io.chanuka.db.autoconfigure.environment.LenientFlag;
import io.chanuka.db.autoconfigure.environment.ReadinessGroupPostProcessor;
import io.chanuka.db.health.DatabaseHealth;
import io.chanuka.db.health.DatabaseReadiness;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the database as a member of the
 * readiness, with or without the contributor {@code db}. Where the database is not ours
 * or is not to be watched, the member is there and up if a group names it: one that does
 * not exist would stop the start, of tests or in another profile for example.
 */
@AutoConfiguration(
		after = { ChanukaDataSourceAutoConfiguration.class, ChanukaHealthContributorAutoConfiguration.class })
@ConditionalOnClass(HealthIndicator.class)
@Conditional(OnReadinessMemberCondition.class)
public final class ChanukaReadinessMemberAutoConfiguration {

	@Bean(ReadinessGroupPostProcessor.MEMBER)
	@ConditionalOnMissingBean(name = ReadinessGroupPostProcessor.MEMBER)
	HealthIndicator databaseReadiness(Environment environment) {
		return notWatched(LenientFlag.isOn(environment, ReadinessGroupPostProcessor.ENABLED, false)
				? "the DataSource is not Chanuka DB's" : ReadinessGroupPostProcessor.ENABLED + " is not true");
	}

	private static HealthIndicator notWatched(String reason) {
		return () -> Health.up().withDetail("reason", "Not watched: " + reason + ".").build();
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnLenientFlag(ReadinessGroupPostProcessor.ENABLED)
	@ConditionalOnRuntimePool
	@Import(DatabaseMonitorConfiguration.class)
	static class WatchedConfiguration {

		/**
		 * Never lazy: without a start the database is not probed.
		 */
		@Bean(ReadinessGroupPostProcessor.MEMBER)
		@Lazy(false)
		@ConditionalOnMissingBean(name = ReadinessGroupPostProcessor.MEMBER)
		HealthIndicator watchedDatabaseReadiness(ObjectProvider<DatabaseHealth> health) {
			DatabaseHealth ours = health.getIfAvailable();
			return (ours != null && ours.knowsOutages()) ? new DatabaseReadiness(ours)
					: notWatched("the DataSource is not Chanuka DB's");
		}

	}

}

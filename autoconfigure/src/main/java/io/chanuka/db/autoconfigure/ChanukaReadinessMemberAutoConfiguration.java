package io.chanuka.db.autoconfigure;

import javax.sql.DataSource;

import io.chanuka.db.health.DatabaseMonitor;
import io.chanuka.db.health.DatabaseReadiness;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.settings.DatabaseSettings;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the database as a member of the
 * readiness, with or without the contributor {@code db}. Where the database is not ours
 * the member is there and up: a group that names a member which does not exist would stop
 * the start, of tests with another database for example.
 */
@AutoConfiguration(
		after = { ChanukaDataSourceAutoConfiguration.class, ChanukaHealthContributorAutoConfiguration.class })
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnSwitch("chanuka.db.readiness.enabled")
public final class ChanukaReadinessMemberAutoConfiguration {

	@Bean(ReadinessGroupPostProcessor.MEMBER)
	@ConditionalOnMissingBean(name = ReadinessGroupPostProcessor.MEMBER)
	HealthIndicator databaseReadiness() {
		return () -> Health.up().build();
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(RuntimePoolPostProcessor.class)
	@Import(DatabaseMonitorConfiguration.class)
	static class WatchedConfiguration {

		/**
		 * Never lazy: what nobody has started does not watch.
		 */
		@Bean(ReadinessGroupPostProcessor.MEMBER)
		@Lazy(false)
		@ConditionalOnMissingBean(name = ReadinessGroupPostProcessor.MEMBER)
		HealthIndicator watchedDatabaseReadiness(DataSource dataSource, ObjectProvider<DatabaseSettings> settings,
				DatabaseMonitor monitor) {
			RuntimePool pool = RuntimePool.behind(dataSource);
			return (pool != null && pool.source() != null)
					? new DatabaseReadiness(pool, monitor, settings.getObject().health().probeTimeout().value())
					: () -> Health.up().build();
		}

	}

}

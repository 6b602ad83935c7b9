package io.chanuka.db.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import javax.sql.DataSource;

import io.chanuka.db.health.MigrationHealthIndicator;
import io.chanuka.db.health.RuntimeHealthIndicator;
import io.chanuka.db.migration.MigrationConductor;
import io.chanuka.db.migration.MigrationOutcome;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.settings.DatabaseSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.SimpleAutowireCandidateResolver;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the health of the database: the
 * one contributor {@code db}, in the place of Spring Boot's.
 */
@AutoConfiguration(after = { ChanukaDataSourceAutoConfiguration.class, ChanukaMigrationAutoConfiguration.class },
		beforeName = "org.springframework.boot.jdbc.autoconfigure.health.DataSourceHealthContributorAutoConfiguration")
@ConditionalOnClass({ HealthContributor.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(name = "migrationDataSource")
@ConditionalOnEnabledHealthIndicator("db")
public final class ChanukaHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "dbHealthIndicator", "dbHealthContributor" })
	CompositeHealthContributor dbHealthContributor(ConfigurableListableBeanFactory beanFactory, DataSource dataSource,
			ObjectProvider<DatabaseSettings> settings, ObjectProvider<LastMigration> lastMigration) {
		Map<String, HealthContributor> contributors = new LinkedHashMap<>();
		RuntimePool pool = RuntimePool.behind(dataSource);
		if (pool == null) {
			contributors.put("runtime", new DataSourceHealthIndicator(dataSource));
			return CompositeHealthContributor.fromMap(contributors);
		}
		LastMigration last = lastMigration.getIfAvailable(() -> () -> null);
		contributors.put("runtime", new RuntimeHealthIndicator(pool, settings.getObject()));
		contributors.put("migration", new MigrationHealthIndicator(settings.getObject().migration(), last::outcome));
		addOthers(beanFactory, contributors);
		return CompositeHealthContributor.fromMap(contributors);
	}

	/**
	 * Whatever DataSource the user has beside ours stays visible, as Spring Boot shows
	 * it.
	 */
	private static void addOthers(ConfigurableListableBeanFactory beanFactory,
			Map<String, HealthContributor> contributors) {
		SimpleAutowireCandidateResolver.resolveAutowireCandidates(beanFactory, DataSource.class, false, true)
			.forEach((name, other) -> {
				if (!name.equals(BootDataSourceDefinition.BEAN_NAME) && !name.equals("migrationDataSource")) {
					contributors.put(name, new DataSourceHealthIndicator(other));
				}
			});
	}

	/**
	 * What is known of the last migration, whichever tool ran it.
	 */
	@FunctionalInterface
	interface LastMigration {

		@Nullable MigrationOutcome outcome();

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = "org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy")
	static class FlywayConfiguration {

		@Bean
		@ConditionalOnBean(MigrationConductor.class)
		LastMigration chanukaLastMigration(MigrationConductor conductor) {
			return conductor::outcome;
		}

	}

}

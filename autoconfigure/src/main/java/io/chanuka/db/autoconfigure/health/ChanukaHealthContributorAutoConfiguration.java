package io.chanuka.db.autoconfigure.health;

import java.util.LinkedHashMap;
import java.util.Map;

import javax.sql.DataSource;

import io.chanuka.db.autoconfigure.ChanukaDataSourceAutoConfiguration;
import io.chanuka.db.autoconfigure.ConditionalOnRuntimePool;
import io.chanuka.db.autoconfigure.details.DetectedMigrationTools;
import io.chanuka.db.autoconfigure.migration.ChanukaMigrationAutoConfiguration;
import io.chanuka.db.autoconfigure.migration.LastMigration;
import io.chanuka.db.autoconfigure.migration.MissingMigrations;
import io.chanuka.db.health.DatabaseHealth;
import io.chanuka.db.health.MigrationHealthIndicator;
import io.chanuka.db.health.RuntimeHealthIndicator;
import io.chanuka.db.settings.DatabaseSettings;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.jdbc.autoconfigure.health.DataSourceHealthIndicatorProperties;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the health of the database: the
 * one contributor {@code db}, in the place of Spring Boot's.
 */
@AutoConfiguration(after = { ChanukaDataSourceAutoConfiguration.class, ChanukaMigrationAutoConfiguration.class },
		beforeName = "org.springframework.boot.jdbc.autoconfigure.health.DataSourceHealthContributorAutoConfiguration")
@ConditionalOnClass({ HealthContributor.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnRuntimePool
@ConditionalOnEnabledHealthIndicator("db")
@Conditional(OnDatabaseHealthNotExcludedCondition.class)
@EnableConfigurationProperties(DataSourceHealthIndicatorProperties.class)
@Import(DatabaseMonitorConfiguration.class)
public final class ChanukaHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "dbHealthIndicator", "dbHealthContributor" })
	CompositeHealthContributor dbHealthContributor(ConfigurableListableBeanFactory beanFactory, DataSource dataSource,
			ObjectProvider<DatabaseSettings> settings, ObjectProvider<DatabaseHealth> health,
			ObjectProvider<LastMigration> migrations, ObjectProvider<MissingMigrations> missing,
			DetectedMigrationTools tools, DataSourceHealthIndicatorProperties properties) {
		Map<String, HealthContributor> contributors = new LinkedHashMap<>();
		DatabaseHealth ours = health.getIfAvailable();
		boolean ownMigrations = ours != null && beanFactory.containsBean("migrationDataSource")
				&& !tools.areLeftToSpringBoot();
		MissingMigrations none = missing.getIfAvailable();
		contributors.put("runtime",
				(ours != null) ? new RuntimeHealthIndicator(ours) : new DataSourceHealthIndicator(dataSource));
		contributors.put("migration",
				new MigrationHealthIndicator(ownMigrations ? settings.getObject().migration() : null,
						LastMigration.of(migrations)::outcome, (none != null) ? none.locations() : null));
		new AdditionalDataSourceHealth(beanFactory, properties).contributors()
			.forEach((name, other) -> contributors.put(contributors.containsKey(name) ? name + "DataSource" : name,
					other));
		return CompositeHealthContributor.fromMap(contributors);
	}

}

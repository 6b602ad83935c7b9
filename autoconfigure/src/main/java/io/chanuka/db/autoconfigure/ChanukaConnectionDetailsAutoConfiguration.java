package io.chanuka.db.autoconfigure;

import java.util.Objects;

import javax.sql.DataSource;
import javax.sql.XADataSource;

import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.RedirectedEndpoint;
import io.chanuka.db.settings.SettingsResolver;
import liquibase.integration.spring.SpringLiquibase;
import org.flywaydb.core.Flyway;
import org.postgresql.Driver;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JndiDataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.XADataSourceAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the settings and for the
 * connection details that Spring Boot makes its own DataSource, Flyway and Liquibase
 * from. Also part of the JDBC test slices.
 */
@AutoConfiguration(after = JndiDataSourceAutoConfiguration.class,
		afterName = "org.springframework.boot.jdbc.test.autoconfigure.TestDatabaseAutoConfiguration",
		before = { DataSourceAutoConfiguration.class, XADataSourceAutoConfiguration.class },
		beforeName = { "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
				"org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration" })
@ConditionalOnClass({ Driver.class, JdbcConnectionDetails.class })
@ConditionalOnBooleanProperty(name = "chanuka.db.enabled", matchIfMissing = true)
@ConditionalOnMissingBean({ DataSource.class, XADataSource.class })
@Conditional(OnPostgresUrlCondition.class)
@ImportRuntimeHints(ChanukaDbRuntimeHints.class)
public final class ChanukaConnectionDetailsAutoConfiguration {

	/**
	 * Lazy, so that a wrong URL is an error only where something connects with it.
	 */
	@Bean
	@Lazy
	@ConditionalOnMissingBean
	DatabaseSettings chanukaDatabaseSettings(Environment environment, ObjectProvider<JdbcConnectionDetails> runtime,
			ObjectProvider<MigrationRedirect> migrations) {
		RedirectedEndpoint migration = migrations.stream()
			.map(MigrationRedirect::endpoint)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
		return new SettingsResolver()
			.resolve(new SettingsInputReader(environment).read(Redirects.runtime(runtime.getIfAvailable()), migration));
	}

	@Bean
	@ConditionalOnMissingBean(JdbcConnectionDetails.class)
	ChanukaJdbcConnectionDetails chanukaJdbcConnectionDetails(ObjectProvider<DatabaseSettings> settings) {
		return new ChanukaJdbcConnectionDetails(settings);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Flyway.class, FlywayConnectionDetails.class })
	static class FlywayConfiguration {

		@Bean
		@ConditionalOnMissingBean(FlywayConnectionDetails.class)
		ChanukaFlywayConnectionDetails chanukaFlywayConnectionDetails(ObjectProvider<DatabaseSettings> settings,
				ConfigurableListableBeanFactory beanFactory) {
			return new ChanukaFlywayConnectionDetails(new MigrationEndpoint(settings, beanFactory));
		}

		@Bean
		MigrationRedirect chanukaFlywayRedirect(ObjectProvider<FlywayConnectionDetails> details) {
			return () -> Redirects.migration(details.getIfAvailable());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ SpringLiquibase.class, LiquibaseConnectionDetails.class })
	static class LiquibaseConfiguration {

		@Bean
		@ConditionalOnMissingBean(LiquibaseConnectionDetails.class)
		ChanukaLiquibaseConnectionDetails chanukaLiquibaseConnectionDetails(ObjectProvider<DatabaseSettings> settings,
				ConfigurableListableBeanFactory beanFactory) {
			return new ChanukaLiquibaseConnectionDetails(new MigrationEndpoint(settings, beanFactory));
		}

		@Bean
		MigrationRedirect chanukaLiquibaseRedirect(ObjectProvider<LiquibaseConnectionDetails> details) {
			return () -> Redirects.migration(details.getIfAvailable());
		}

	}

}

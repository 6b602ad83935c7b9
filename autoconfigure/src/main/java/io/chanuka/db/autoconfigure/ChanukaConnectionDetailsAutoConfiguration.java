package io.chanuka.db.autoconfigure;

import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

import javax.sql.DataSource;
import javax.sql.XADataSource;

import io.chanuka.db.autoconfigure.condition.OnPostgresUrlCondition;
import io.chanuka.db.autoconfigure.condition.OnReadableMigrationUrlCondition;
import io.chanuka.db.autoconfigure.details.ChanukaFlywayConnectionDetails;
import io.chanuka.db.autoconfigure.details.ChanukaJdbcConnectionDetails;
import io.chanuka.db.autoconfigure.details.ChanukaLiquibaseConnectionDetails;
import io.chanuka.db.autoconfigure.details.DetectedMigrationTool;
import io.chanuka.db.autoconfigure.details.DetectedMigrationTools;
import io.chanuka.db.autoconfigure.details.MigrationEndpoint;
import io.chanuka.db.autoconfigure.details.Redirects;
import io.chanuka.db.autoconfigure.details.ToolProperties;
import io.chanuka.db.autoconfigure.diagnostics.SettingsRecorder;
import io.chanuka.db.autoconfigure.environment.RankedSources;
import io.chanuka.db.autoconfigure.environment.SettingsInputReader;
import io.chanuka.db.migration.MigrationStrategy;
import io.chanuka.db.pool.RuntimePoolMetadata;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.resolve.SettingsResolver;
import io.chanuka.db.tls.TlsMaterialLoader;
import io.chanuka.db.transport.BundleRenewal;
import io.chanuka.db.transport.EndpointSockets;
import io.chanuka.db.transport.SpringTlsMaterialLoader;
import liquibase.integration.spring.SpringLiquibase;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JndiDataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.XADataSourceAutoConfiguration;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.function.SingletonSupplier;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the settings and for the
 * connection details that Spring Boot makes its own DataSource, Flyway and Liquibase
 * from. Also part of the JDBC test slices.
 */
@AutoConfiguration(after = JndiDataSourceAutoConfiguration.class,
		afterName = { "org.springframework.boot.jdbc.test.autoconfigure.TestDatabaseAutoConfiguration",
				"org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration" },
		before = { DataSourceAutoConfiguration.class, XADataSourceAutoConfiguration.class },
		beforeName = { "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
				"org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration" })
@ConditionalOnClass({ Driver.class, JdbcConnectionDetails.class })
@ConditionalOnMissingBean(value = { DataSource.class, XADataSource.class }, type = "io.r2dbc.spi.ConnectionFactory")
@Conditional(OnPostgresUrlCondition.class)
@ImportRuntimeHints(ChanukaDbRuntimeHints.class)
public final class ChanukaConnectionDetailsAutoConfiguration {

	/**
	 * Lazy, so that a wrong URL is an error only where something connects with it.
	 */
	@Bean
	@Lazy
	@ConditionalOnMissingBean
	DatabaseSettings chanukaDatabaseSettings(Environment environment, ResourceLoader resources,
			ObjectProvider<JdbcConnectionDetails> runtime, DetectedMigrationTools tools,
			ObjectProvider<DataSourceProperties> properties, TlsMaterialLoader tlsMaterial,
			ConfigurableListableBeanFactory beanFactory) {
		List<DetectedMigrationTool> running = tools.running();
		boolean byMode = running.stream().allMatch((tool) -> tool.hasModes().getAsBoolean());
		DatabaseSettings settings = new SettingsResolver(tlsMaterial, Clock.systemUTC())
			.resolve(new SettingsInputReader(environment,
					running.stream().map(DetectedMigrationTool::prefix).collect(Collectors.toSet()), byMode)
				.read(resources.getClassLoader(), Redirects.runtime(runtime.getIfAvailable()), tools.redirect(),
						properties.getIfAvailable())
				.warning(tools.warnings()));
		// The pool, where there is one, reports what it makes of them.
		if (beanFactory.getBeanNamesForType(RuntimePoolPostProcessor.class, true, false).length == 0) {
			SettingsLog.report(settings);
		}
		return settings;
	}

	@Bean
	DetectedMigrationTools chanukaMigrationTools(ObjectProvider<DetectedMigrationTool> tools, Environment environment) {
		return new DetectedMigrationTools(tools, (name) -> new RankedSources(environment).property(name));
	}

	@Bean
	static SettingsRecorder chanukaSettingsRecorder(ConfigurableListableBeanFactory beanFactory) {
		return new SettingsRecorder(beanFactory);
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	TlsMaterialLoader chanukaTlsMaterialLoader(ResourceLoader resources, ObjectProvider<SslBundles> bundles) {
		return new SpringTlsMaterialLoader(ApplicationResourceLoader.get(resources, true), bundles.getIfAvailable());
	}

	@Bean
	@Lazy
	EndpointSockets chanukaEndpointSockets(DatabaseSettings settings, TlsMaterialLoader tlsMaterial,
			ObjectProvider<SslBundles> bundles) {
		EndpointSockets sockets = EndpointSockets.of(settings);
		String bundle = (settings.runtimeTls().bundle() != null) ? settings.runtimeTls().bundle()
				: settings.migrationTls().bundle();
		if (bundle != null) {
			new BundleRenewal(bundle, tlsMaterial, Clock.systemUTC(), sockets).follow(bundles.getObject());
		}
		return sockets;
	}

	/**
	 * Registered here and not beside the pool, because the first provider that knows a
	 * DataSource wins and Spring Boot's, which knows nothing before the first borrow,
	 * follows. By its name, because Spring logs a warning of an annotation of a method
	 * whose class is absent.
	 */
	@Bean
	@ConditionalOnClass(name = "com.zaxxer.hikari.HikariDataSource")
	DataSourcePoolMetadataProvider chanukaPoolMetadataProvider() {
		return RuntimePoolMetadata::of;
	}

	@Bean
	@ConditionalOnMissingBean(JdbcConnectionDetails.class)
	ChanukaJdbcConnectionDetails chanukaJdbcConnectionDetails(ObjectProvider<DatabaseSettings> settings,
			ObjectProvider<EndpointSockets> sockets) {
		return new ChanukaJdbcConnectionDetails(settings, sockets);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Flyway.class, FlywayConnectionDetails.class })
	static class FlywayConfiguration {

		/**
		 * As Spring Boot names it. One of the application is for another Flyway.
		 */
		private static final String PROPERTIES = "spring.flyway-" + FlywayProperties.class.getName();

		@Bean
		@ConditionalOnMissingBean(FlywayConnectionDetails.class)
		@Conditional(OnReadableMigrationUrlCondition.class)
		ChanukaFlywayConnectionDetails chanukaFlywayConnectionDetails(ObjectProvider<DatabaseSettings> settings,
				ObjectProvider<EndpointSockets> sockets, ObjectProvider<JdbcConnectionDetails> runtime,
				DetectedMigrationTools tools, ConfigurableListableBeanFactory beanFactory) {
			return new ChanukaFlywayConnectionDetails(new MigrationEndpoint(settings, sockets,
					() -> Redirects.isOfAnotherDatabase(runtime.getIfAvailable()) || tools.areLeftToSpringBoot(),
					() -> properties(beanFactory), beanFactory));
		}

		@Bean
		DetectedMigrationTool chanukaFlyway(ObjectProvider<FlywayConnectionDetails> details,
				ConfigurableListableBeanFactory beanFactory) {
			return new DetectedMigrationTool("Flyway", "spring.flyway",
					SingletonSupplier.of(() -> Redirects.migration(details.getIfAvailable())),
					() -> properties(beanFactory),
					() -> beanFactory.getBeanNamesForType(Flyway.class, true, false).length > 0,
					() -> isOurs(beanFactory));
		}

		/**
		 * A strategy of the application, and a Flyway that it runs itself, know no modes.
		 */
		private static boolean isOurs(ConfigurableListableBeanFactory beanFactory) {
			int ours = beanFactory.getBeanNamesForType(MigrationStrategy.class, true, false).length;
			return ours > 0
					&& ours == beanFactory.getBeanNamesForType(FlywayMigrationStrategy.class, true, false).length
					&& beanFactory.getBeanNamesForType(FlywayMigrationInitializer.class, true, false).length > 0;
		}

		private static @Nullable ToolProperties properties(ConfigurableListableBeanFactory beanFactory) {
			return beanFactory.containsBean(PROPERTIES)
					? ToolProperties.of(beanFactory.getBean(PROPERTIES, FlywayProperties.class)) : null;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ SpringLiquibase.class, LiquibaseConnectionDetails.class })
	static class LiquibaseConfiguration {

		/**
		 * As Spring Boot names it. One of the application is for another Liquibase.
		 */
		private static final String PROPERTIES = "spring.liquibase-" + LiquibaseProperties.class.getName();

		@Bean
		@ConditionalOnMissingBean(LiquibaseConnectionDetails.class)
		@Conditional(OnReadableMigrationUrlCondition.class)
		ChanukaLiquibaseConnectionDetails chanukaLiquibaseConnectionDetails(ObjectProvider<DatabaseSettings> settings,
				ObjectProvider<EndpointSockets> sockets, ObjectProvider<JdbcConnectionDetails> runtime,
				DetectedMigrationTools tools, ConfigurableListableBeanFactory beanFactory) {
			return new ChanukaLiquibaseConnectionDetails(new MigrationEndpoint(settings, sockets,
					() -> Redirects.isOfAnotherDatabase(runtime.getIfAvailable()) || tools.areLeftToSpringBoot(),
					() -> properties(beanFactory), beanFactory));
		}

		@Bean
		DetectedMigrationTool chanukaLiquibase(ObjectProvider<LiquibaseConnectionDetails> details,
				ConfigurableListableBeanFactory beanFactory) {
			return new DetectedMigrationTool("Liquibase", "spring.liquibase",
					SingletonSupplier.of(() -> Redirects.migration(details.getIfAvailable())),
					() -> properties(beanFactory),
					() -> beanFactory.getBeanNamesForType(SpringLiquibase.class, true, false).length > 0, () -> false);
		}

		private static @Nullable ToolProperties properties(ConfigurableListableBeanFactory beanFactory) {
			return beanFactory.containsBean(PROPERTIES)
					? ToolProperties.of(beanFactory.getBean(PROPERTIES, LiquibaseProperties.class)) : null;
		}

	}

}

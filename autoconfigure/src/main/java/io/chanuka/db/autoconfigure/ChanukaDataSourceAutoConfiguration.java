package io.chanuka.db.autoconfigure;

import java.util.Objects;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.chanuka.db.autoconfigure.condition.BootDataSourceDefinition;
import io.chanuka.db.autoconfigure.condition.OnBootHikariDataSourceCondition;
import io.chanuka.db.autoconfigure.condition.OnMissingMigrationDataSourceCondition;
import io.chanuka.db.autoconfigure.condition.OnReadableMigrationUrlCondition;
import io.chanuka.db.autoconfigure.details.DetectedMigrationTools;
import io.chanuka.db.autoconfigure.details.Redirects;
import io.chanuka.db.connection.source.MigrationDataSource;
import io.chanuka.db.drain.ExecutorThreads;
import io.chanuka.db.drain.PoolDrain;
import io.chanuka.db.lifecycle.ShutdownDeadline;
import io.chanuka.db.pool.PoolView;
import io.chanuka.db.pool.PoolWarmUp;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.pool.RuntimePoolView;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.ShutdownSettings;
import io.chanuka.db.startup.StartupGate;
import io.chanuka.db.statement.jdbc.DatabaseLogs;
import io.chanuka.db.transport.EndpointSockets;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseDataSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that upgrades Spring Boot's
 * DataSource to the runtime pool and puts the migration DataSource beside it.
 */
@AutoConfiguration(after = { ChanukaConnectionDetailsAutoConfiguration.class, DataSourceAutoConfiguration.class },
		beforeName = { "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
				"org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration" })
@ConditionalOnClass(HikariDataSource.class)
@ConditionalOnBean(DatabaseSettings.class)
@Conditional(OnBootHikariDataSourceCondition.class)
@Import(PrimaryDataSourceRegistrar.class)
public final class ChanukaDataSourceAutoConfiguration {

	@Bean(RuntimePoolPostProcessor.BEAN_NAME)
	static RuntimePoolPostProcessor chanukaRuntimePoolPostProcessor(ObjectProvider<DatabaseSettings> settings,
			ObjectProvider<EndpointSockets> sockets, ObjectProvider<HikariConfigCustomizer> customizers,
			ObjectProvider<StartupGate> gate, ObjectProvider<DatabaseLogs> logs, Environment environment) {
		return new RuntimePoolPostProcessor(settings, sockets, customizers, gate, logs,
				() -> !"lazy".equalsIgnoreCase(environment.getProperty("spring.datasource.connection-fetch"))
						&& !isCheckpointedOnRefresh());
	}

	@Bean
	static RuntimePoolCompletion chanukaRuntimePoolCompletion() {
		return new RuntimePoolCompletion();
	}

	/**
	 * Whether Spring creates a checkpoint of the JVM before the context starts, which
	 * fails with any connection that is open, or ends the JVM there.
	 */
	private static boolean isCheckpointedOnRefresh() {
		return Stream
			.of(DefaultLifecycleProcessor.CHECKPOINT_PROPERTY_NAME, DefaultLifecycleProcessor.EXIT_PROPERTY_NAME)
			.anyMatch((name) -> DefaultLifecycleProcessor.ON_REFRESH_VALUE
				.equalsIgnoreCase(SpringProperties.getProperty(name)));
	}

	@Bean
	RuntimePoolHolder chanukaRuntimePool(DataSource dataSource) {
		return RuntimePoolHolder.prepared(dataSource);
	}

	/**
	 * None where the tools connect as Spring Boot has them connect.
	 */
	@Bean(defaultCandidate = false)
	@FlywayDataSource
	@LiquibaseDataSource
	@Conditional({ OnReadableMigrationUrlCondition.class, OnMissingMigrationDataSourceCondition.class })
	@Nullable MigrationDataSource migrationDataSource(DataSource dataSource, RuntimePoolHolder holder,
			ObjectProvider<DatabaseSettings> provider, ObjectProvider<EndpointSockets> sockets,
			ObjectProvider<StartupGate> gate, ObjectProvider<DatabaseLogs> logs,
			ObjectProvider<EarlyMigrationConnection> early, DetectedMigrationTools tools,
			ObjectProvider<JdbcConnectionDetails> details, ConfigurableListableBeanFactory beanFactory) {
		RuntimePool pool = holder.pool();
		RuntimePool redirected = holder.redirected();
		if (pool == null && redirected == null) {
			boolean isLeft = BootDataSourceDefinition.isPresent(beanFactory)
					&& Redirects.isOfAnotherDatabase(details.getIfAvailable()) && tools.haveEndpoints();
			return isLeft ? null : new MigrationDataSource(dataSource);
		}
		if (tools.areLeftToSpringBoot()) {
			return null;
		}
		MigrationSources sources = new MigrationSources(provider.getObject(), sockets, gate, logs, early);
		return (redirected != null) ? sources.asSpringBoot(dataSource, redirected)
				: sources.beside(Objects.requireNonNull(pool));
	}

	@Bean
	@Nullable PoolWarmUp chanukaPoolWarmUp(RuntimePoolHolder holder) {
		return holder.map(PoolWarmUp::new);
	}

	@Bean
	@ConditionalOnMissingBean
	PoolView chanukaPoolView(RuntimePoolHolder holder) {
		return new RuntimePoolView(holder.pool());
	}

	@Bean
	ShutdownSettings chanukaShutdownSettings(RuntimePoolHolder holder, ObjectProvider<DatabaseSettings> settings) {
		return (holder.pool() != null) ? settings.getObject().shutdown() : ShutdownSettings.none();
	}

	@Bean
	ShutdownDeadline chanukaShutdownDeadline(ShutdownSettings settings) {
		return ShutdownDeadline.of(settings.drainTimeout().value());
	}

	@Bean
	PoolDrain chanukaPoolDrain(RuntimePoolHolder holder, ShutdownDeadline deadline, ApplicationEventPublisher publisher,
			ConfigurableListableBeanFactory beanFactory) {
		return PoolDrain.of(holder.pool(), deadline, new ExecutorThreads(beanFactory), publisher);
	}

	/**
	 * Apart, because Flyway is optional.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Flyway.class, FlywayConnectionDetails.class })
	static class FlywayConfiguration {

		@Bean
		static EarlyMigrationConnection chanukaEarlyMigrationConnection() {
			return new EarlyMigrationConnection(() -> !isCheckpointedOnRefresh());
		}

	}

}

package io.chanuka.db.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.chanuka.db.testsupport.LackingClassLoader;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.flyway.actuate.endpoint.FlywayEndpoint;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Applications without migrations on a real PostgreSQL: one that never had any, and one
 * whose jar was built without them.
 */
@ExtendWith(OutputCaptureExtension.class)
class MissingMigrationsIT {

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void whenThereIsNoMigrationThenTheDatabaseStaysAsItIs(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start()) {
			assertThat(context.getBeansOfType(Flyway.class)).isEmpty();
			assertThat(context.getBean(JdbcTemplate.class).queryForObject("select 1", Integer.class)).isOne();
			assertThat(this.database.query("select tablename from pg_tables where schemaname = 'public'")).isEmpty();
			assertThat(output).containsOnlyOnce("No migrations found in classpath:db/migration")
				.doesNotContain("Schema is at version");
		}
	}

	@Test
	void whenThereIsNoMigrationThenHealthMetersAndEndpointShowIt() {
		try (ConfigurableApplicationContext context = start("management.endpoints.web.exposure.include=*",
				"management.endpoint.flyway.access=unrestricted")) {
			IndicatedHealthDescriptor migration = migration(context);
			assertThat(migration.getStatus()).isEqualTo(Status.UP);
			assertThat(migration.getDetails()).containsEntry("lastMigration",
					"no migrations found in classpath:db/migration");
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(List.of("applied", "pending", "duration")).allSatisfy(
					(meter) -> assertThat(registry.get("chanuka.db.migration." + meter).gauge().value()).isNaN());
			assertThat(context.getBean(FlywayEndpoint.class).flywayBeans().getContexts().values())
				.allSatisfy((beans) -> assertThat(beans.getFlywayBeans()).isEmpty());
		}
	}

	@Test
	void whenTheJarWasBuiltWithoutItsMigrationsThenTheStartEndsWithAnAnalysis(CapturedOutput output) {
		migrate();
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> start().close())
			.havingRootCause()
			.isInstanceOf(MissingMigrationsException.class);
		assertThat(output).contains(
				"The table public.flyway_schema_history holds 1 applied migration, the last one with version 1, "
						+ "but this application contains none: nothing was found in classpath:db/migration",
				"Build the jar with its migrations", "set spring.flyway.enabled=false");
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.flyway.enabled=false", "spring.flyway.validate-on-migrate=false",
			"spring.flyway.ignore-migration-patterns=*:missing", "chanuka.db.pool.min-idle=0",
			"spring.datasource.connection-fetch=lazy" })
	void whenThePropertyMakesItNoErrorThenTheApplicationStarts(String property) {
		migrate();
		try (ConfigurableApplicationContext context = start(property)) {
			assertThat(context.isRunning()).isTrue();
			assertThat(this.database.query("select count(*) from flyway_schema_history")).containsExactly("1");
		}
	}

	@Test
	void whenLiquibaseIsOnTheClassPathThenALeftOverTableIsNoError() {
		migrate();
		try (ConfigurableApplicationContext context = start(LackingClassLoader.withoutMigrations(),
				"spring.liquibase.enabled=false")) {
			assertThat(context.isRunning()).isTrue();
		}
	}

	@Test
	void whenTableAndSchemaAreConfiguredThenThatTableIsChecked() {
		PostgresServer.execute(this.database.name(), "create schema \"Shop\" authorization " + this.database.migrator(),
				"grant usage on schema \"Shop\" to " + this.database.runtime());
		migrate("spring.flyway.schemas=Shop", "spring.flyway.table=Odd Name");
		try (ConfigurableApplicationContext context = start()) {
			assertThat(context.isRunning()).isTrue();
		}
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> start("spring.flyway.schemas=Shop,other", "spring.flyway.table=Odd Name").close())
			.havingRootCause()
			.withMessageContaining("Shop.Odd Name");
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> start("spring.flyway.default-schema=Shop", "spring.flyway.table=Odd Name").close())
			.havingRootCause()
			.withMessageContaining("Shop.Odd Name");
	}

	@Test
	void whenTheTableHoldsNoMigrationThenTheApplicationStarts() {
		migrate();
		this.database.query("update flyway_schema_history set type = 'BASELINE' returning 1");
		try (ConfigurableApplicationContext context = start()) {
			assertThat(context.isRunning()).isTrue();
		}
		this.database.query("update flyway_schema_history set type = 'SQL' returning 1");
		this.database
			.query("insert into flyway_schema_history select 2, version, description, 'DELETE', script, checksum, "
					+ "installed_by, installed_on, 0, true from flyway_schema_history returning 1");
		try (ConfigurableApplicationContext context = start()) {
			assertThat(context.isRunning()).isTrue();
		}
	}

	@Test
	void whenTheTableCannotBeReadThenTheApplicationStarts() {
		migrate();
		PostgresServer.execute(this.database.name(),
				"revoke all on flyway_schema_history from " + this.database.runtime());
		try (ConfigurableApplicationContext context = start()) {
			assertThat(context.isRunning()).isTrue();
		}
	}

	@Test
	void whenTheTableIsLockedThenTheApplicationStarts() throws SQLException {
		migrate();
		try (Connection holder = PostgresServer.superuser(this.database.name());
				Statement statement = holder.createStatement()) {
			holder.setAutoCommit(false);
			statement.execute("lock table flyway_schema_history in access exclusive mode");
			try (ConfigurableApplicationContext context = start("chanuka.db.statement-timeout=0")) {
				assertThat(context.isRunning()).isTrue();
			}
		}
	}

	@Test
	void whenTheDatabaseIsUnreachableThenTheApplicationStartsAsWithoutTheCheck() {
		Instant begin = Instant.now();
		try (ConfigurableApplicationContext context = TestApplication.start(
				LackingClassLoader.withoutMigrations("liquibase"), Nothing.class,
				"chanuka.db.url=postgresql://app:secret@127.0.0.1:1/shop", "chanuka.db.pool.connection-timeout=1s",
				"chanuka.db.connect-timeout=1s")) {
			assertThat(context.isRunning()).isTrue();
			assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(40));
		}
	}

	private void migrate(String... properties) {
		TestApplication.start(properties(properties)).close();
	}

	private ConfigurableApplicationContext start(String... properties) {
		return start(LackingClassLoader.withoutMigrations("liquibase"), properties);
	}

	private ConfigurableApplicationContext start(ClassLoader classPath, String... properties) {
		return TestApplication.start(classPath, Nothing.class, properties(properties));
	}

	private String[] properties(String... properties) {
		return Stream
			.concat(Stream.of("chanuka.db.url=" + this.database.runtimeUrl(),
					"chanuka.db.migration.url=" + this.database.migrationUrl()), Arrays.stream(properties))
			.toArray(String[]::new);
	}

	private static IndicatedHealthDescriptor migration(ConfigurableApplicationContext context) {
		CompositeHealthDescriptor db = (CompositeHealthDescriptor) context.getBean(HealthEndpoint.class)
			.healthForPath("db");
		return (IndicatedHealthDescriptor) db.getComponents().get("migration");
	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

}

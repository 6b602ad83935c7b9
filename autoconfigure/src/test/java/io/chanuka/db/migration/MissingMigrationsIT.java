package io.chanuka.db.migration;

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

/**
 * Applications without migrations on a real PostgreSQL.
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
	void whenThereIsNoMigrationThenHealthMetersAndEndpointSaySo() {
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

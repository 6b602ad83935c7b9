package io.chanuka.db.modulith;

import java.util.Arrays;
import java.util.stream.Stream;

import io.chanuka.db.migration.FlywayRecorder;
import io.chanuka.db.migration.MigrationOutcome;
import io.chanuka.db.migration.MigrationStrategy;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring Modulith's migration strategy comes from an auto-configuration that follows
 * ours, and migrates each module with a Flyway of its own.
 */
class ModulithIT {

	private static final String[] MIGRATE = { "spring.modulith.runtime.flyway-enabled=true",
			"spring.flyway.locations=classpath:db/modules" };

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void whenModulithMigratesThenOursYieldsAndTheOutcomeOfAllModulesIsRecorded() {
		try (ConfigurableApplicationContext context = start(MIGRATE)) {
			assertThat(this.database.query("select tablename from pg_tables where tablename like 'flyway%' order by 1"))
				.containsExactly("flyway_schema_history", "flyway_schema_history_inventory",
						"flyway_schema_history_orders");
			assertThat(this.database.query("select distinct tableowner from pg_tables where tablename like 'flyway%'"))
				.containsExactly(this.database.migrator());
			IndicatedHealthDescriptor migration = migration(context);
			assertThat(migration.getStatus()).isEqualTo(Status.UP);
			assertThat(migration.getDetails()).containsEntry("outcome", "succeeded")
				.containsEntry("histories", 3)
				.containsEntry("applied", 5)
				.containsEntry("pending", 0)
				.containsKeys("durationMs", "finishedAt")
				.doesNotContainKey("version");
			assertThat(context.getBean(MeterRegistry.class).get("chanuka.db.migration.applied").gauge().value())
				.isEqualTo(5);
			assertThat(context.getBean(FlywayRecorder.class).outcome()).isNotNull()
				.extracting(MigrationOutcome::duration)
				.satisfies((duration) -> assertThat(duration).isPositive());
		}
		try (ConfigurableApplicationContext context = start(MIGRATE)) {
			assertThat(migration(context).getDetails()).containsEntry("applied", 0).containsEntry("histories", 3);
		}
	}

	@Test
	void whenModulithDoesNotMigrateThenOursDoes() {
		try (ConfigurableApplicationContext context = start("spring.flyway.locations=classpath:db/migration")) {
			assertThat(context.getBeansOfType(MigrationStrategy.class)).hasSize(1);
			assertThat(migration(context).getDetails()).containsEntry("version", "1").containsEntry("applied", 1);
		}
	}

	private static IndicatedHealthDescriptor migration(ConfigurableApplicationContext context) {
		CompositeHealthDescriptor db = (CompositeHealthDescriptor) context.getBean(HealthEndpoint.class)
			.healthForPath("db");
		return (IndicatedHealthDescriptor) db.getComponents().get("migration");
	}

	private ConfigurableApplicationContext start(String... properties) {
		return new SpringApplicationBuilder(ModulithApplication.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.run(Stream
				.concat(Stream.of("test.modulith=true", "chanuka.db.url=" + this.database.runtimeUrl(),
						"chanuka.db.migration.url=" + this.database.migrationUrl()), Arrays.stream(properties))
				.map((property) -> "--" + property)
				.toArray(String[]::new));
	}

}

package io.chanuka.db.migration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.chanuka.db.testsupport.LackingClassLoader;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import liquibase.Liquibase;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.visitor.AbstractChangeExecListener;
import liquibase.database.Database;
import liquibase.integration.spring.Customizer;
import liquibase.integration.spring.SpringLiquibase;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.junit.jupiter.api.Test;

import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The outcome of migrations, whichever tool and strategy runs them.
 */
class MigrationOutcomeIT {

	private static final String[] LIQUIBASE = { "spring.liquibase.enabled=true",
			"spring.liquibase.change-log=classpath:liquibase/changelog.sql" };

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void whenATargetLeavesMigrationsThenTheyArePending() {
		try (ConfigurableApplicationContext context = start(Nothing.class,
				"spring.flyway.locations=classpath:db/modules/orders", "spring.flyway.target=1")) {
			assertThat(migration(context).getDetails()).containsEntry("version", "1")
				.containsEntry("applied", 1)
				.containsEntry("pending", 1);
			assertThat(context.getBean(MeterRegistry.class).get("chanuka.db.migration.pending").gauge().value())
				.isEqualTo(1);
		}
	}

	@Test
	void whenNothingIsToBeMigratedThenTheOutcomeIsTheSameWithAndWithoutTheFastPath() {
		start(Nothing.class).close();
		assertThat(comment()).startsWith("Chanuka DB, nothing to migrate: 1=");
		Map<String, Object> fast = outcomeOfStart("chanuka.db.migration.fast-path=true");
		assertThat(fast).containsEntry("version", "1").containsEntry("applied", 0).containsEntry("pending", 0);
		assertThat(outcomeOfStart("chanuka.db.migration.fast-path=false")).isEqualTo(fast);
	}

	@Test
	void whenTheFastPathIsOffThenNothingIsStamped() {
		start(Nothing.class, "chanuka.db.migration.fast-path=false").close();
		assertThat(comment()).isNull();
	}

	private String comment() {
		return this.database.query("select obj_description('public.flyway_schema_history'::regclass)").get(0);
	}

	/**
	 * Health and meters, without times.
	 */
	private Map<String, Object> outcomeOfStart(String property) {
		try (ConfigurableApplicationContext context = start(Nothing.class, property)) {
			Map<String, Object> outcome = new HashMap<>(migration(context).getDetails());
			outcome.put("status", migration(context).getStatus());
			for (String meter : List.of("applied", "pending", "success")) {
				outcome.put(meter + " meter",
						context.getBean(MeterRegistry.class)
							.find("chanuka.db.migration." + meter)
							.gauges()
							.stream()
							.map((gauge) -> gauge.value())
							.toList());
			}
			outcome.keySet().removeAll(List.of("durationMs", "finishedAt"));
			return outcome;
		}
	}

	@Test
	void whenTheApplicationHasCallbacksThenTheyStayAndTheOutcomeIsRecorded() {
		try (ConfigurableApplicationContext context = start(OwnCallbacks.class)) {
			assertThat(context.getBean(OwnCallbacks.class).events).containsExactly("bean", "customizer");
			assertThat(migration(context).getDetails()).containsEntry("applied", 1);
		}
	}

	@Test
	void whenTheApplicationsStrategyMigratesThenItsOutcomeIsRecorded() {
		try (ConfigurableApplicationContext context = start(OwnStrategy.class)) {
			assertThat(migration(context).getStatus()).isEqualTo(Status.UP);
			assertThat(migration(context).getDetails()).containsEntry("tool", MigrationTool.FLYWAY)
				.containsEntry("version", "1")
				.containsEntry("outcome", "succeeded")
				.containsEntry("pending", 0);
		}
	}

	@Test
	void whenTheApplicationsStrategyIgnoresAFailureThenHealthIsDegradedUntilAMigrationSucceeds() {
		try (ConfigurableApplicationContext context = start(ForgivingStrategy.class,
				"spring.flyway.locations=classpath:db/broken")) {
			assertThat(migration(context).getStatus()).isEqualTo(new Status("DEGRADED"));
			assertThat(migration(context).getDetails()).containsEntry("outcome", "failed")
				.containsEntry("applied", 0)
				.doesNotContainKey("pending");
			PostgresServer.execute(this.database.name(), "create table public.a_table_that_does_not_exist (id int)",
					"grant select on a_table_that_does_not_exist to " + this.database.migrator());
			context.getBean(Flyway.class).migrate();
			assertThat(migration(context).getStatus()).isEqualTo(Status.UP);
			assertThat(migration(context).getDetails()).containsEntry("applied", 1);
		}
	}

	@Test
	void whenTheApplicationsStrategyIgnoresAFailedValidationThenHealthIsDegraded() {
		start(Nothing.class).close();
		try (ConfigurableApplicationContext context = start(ForgivingStrategy.class,
				"spring.flyway.locations=classpath:db/modules/orders")) {
			assertThat(migration(context).getStatus()).isEqualTo(new Status("DEGRADED"));
		}
	}

	@Test
	void whenLiquibaseMigratesAndFlywayHasNothingToDoThenLiquibasesOutcomeIsReported() {
		try (ConfigurableApplicationContext context = startWithoutFlywaysMigrations(Nothing.class)) {
			assertThat(this.database.query("select tablename from pg_tables where schemaname = 'public' order by 1"))
				.containsExactly("databasechangelog", "databasechangeloglock", "item");
			IndicatedHealthDescriptor migration = migration(context);
			assertThat(migration.getStatus()).isEqualTo(Status.UP);
			assertThat(migration.getDetails()).containsEntry("tool", MigrationTool.LIQUIBASE)
				.containsEntry("outcome", "succeeded")
				.containsEntry("applied", 1)
				.containsKeys("durationMs", "finishedAt")
				.doesNotContainKeys("version", "pending");
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("chanuka.db.migration.applied").gauge().value()).isEqualTo(1);
			assertThat(registry.get("chanuka.db.migration.duration").gauge().value()).isPositive();
			assertThat(registry.get("chanuka.db.migration.pending").gauge().value()).isNaN();
		}
		try (ConfigurableApplicationContext context = startWithoutFlywaysMigrations(Nothing.class)) {
			assertThat(migration(context).getDetails()).containsEntry("applied", 0);
		}
	}

	@Test
	void whenLiquibaseHasAListenerOfTheApplicationThenItStays() {
		try (ConfigurableApplicationContext context = startWithoutFlywaysMigrations(OwnListener.class)) {
			assertThat(context.getBean(OwnListener.class).ran).hasSize(1);
			assertThat(migration(context).getDetails()).containsEntry("tool", MigrationTool.LIQUIBASE)
				.containsEntry("outcome", "succeeded");
		}
	}

	@Test
	void whenLiquibasesConfigurationNamesAListenerThenItStays() {
		System.setProperty("liquibase.command.changeExecListenerClass", NamedListener.class.getName());
		try (ConfigurableApplicationContext context = startWithoutFlywaysMigrations(Nothing.class)) {
			assertThat(NamedListener.RAN).hasSize(1);
			assertThat(migration(context).getDetails()).containsEntry("outcome", "succeeded")
				.doesNotContainKey("applied");
		}
		finally {
			System.clearProperty("liquibase.command.changeExecListenerClass");
		}
	}

	@Test
	void whenLiquibaseIsNotToRunThenNothingIsReportedOfIt() {
		try (ConfigurableApplicationContext context = startWithoutFlywaysMigrations(NotRunning.class)) {
			assertThat(migration(context).getDetails()).containsEntry("lastMigration",
					"no migrations found in classpath:db/migration");
		}
	}

	private static IndicatedHealthDescriptor migration(ConfigurableApplicationContext context) {
		CompositeHealthDescriptor db = (CompositeHealthDescriptor) context.getBean(HealthEndpoint.class)
			.healthForPath("db");
		return (IndicatedHealthDescriptor) db.getComponents().get("migration");
	}

	private ConfigurableApplicationContext start(Class<?> configuration, String... properties) {
		return TestApplication.start(configuration, properties(properties));
	}

	private ConfigurableApplicationContext startWithoutFlywaysMigrations(Class<?> configuration) {
		return TestApplication.start(LackingClassLoader.withoutMigrations(), configuration, properties(LIQUIBASE));
	}

	private String[] properties(String... properties) {
		return Stream
			.concat(Stream.of("chanuka.db.url=" + this.database.runtimeUrl(),
					"chanuka.db.migration.url=" + this.database.migrationUrl()), Arrays.stream(properties))
			.toArray(String[]::new);
	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnStrategy {

		@Bean
		FlywayMigrationStrategy mine() {
			return Flyway::migrate;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ForgivingStrategy {

		@Bean
		FlywayMigrationStrategy mine() {
			return (flyway) -> {
				try {
					flyway.migrate();
				}
				catch (FlywayException ex) {
					// The application starts all the same.
				}
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnCallbacks {

		private final List<String> events = new ArrayList<>();

		@Bean
		Callback first() {
			return new Noted("bean");
		}

		/**
		 * Has no order, as ours.
		 */
		@Bean
		FlywayConfigurationCustomizer second() {
			return (configuration) -> configuration.callbacks(configuration.getCallbacks()[0], new Noted("customizer"));
		}

		private final class Noted extends BaseCallback {

			private final String name;

			Noted(String name) {
				this.name = name;
			}

			@Override
			public boolean supports(Event event, Context context) {
				return event == Event.AFTER_MIGRATE;
			}

			@Override
			public String getCallbackName() {
				return this.name;
			}

			@Override
			public void handle(Event event, Context context) {
				OwnCallbacks.this.events.add(this.name);
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnListener {

		private final List<String> ran = new ArrayList<>();

		@Bean
		Customizer<Liquibase> listener() {
			return (liquibase) -> liquibase.setChangeExecListener(new AbstractChangeExecListener() {

				@Override
				public void ran(ChangeSet changeSet, DatabaseChangeLog log, Database database,
						ChangeSet.ExecType type) {
					OwnListener.this.ran.add(changeSet.getId());
				}

			});
		}

	}

	/**
	 * Liquibase creates it.
	 */
	public static class NamedListener extends AbstractChangeExecListener {

		private static final List<String> RAN = new ArrayList<>();

		@Override
		public void ran(ChangeSet changeSet, DatabaseChangeLog log, Database database, ChangeSet.ExecType type) {
			RAN.add(changeSet.getId());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NotRunning {

		@Bean
		SpringLiquibase off() {
			SpringLiquibase liquibase = new SpringLiquibase();
			liquibase.setShouldRun(false);
			return liquibase;
		}

	}

}

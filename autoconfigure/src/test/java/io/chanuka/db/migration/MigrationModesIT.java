package io.chanuka.db.migration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import io.chanuka.db.settings.MigrationMode;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Modes of the migrations, on a real server.
 */
@ExtendWith(OutputCaptureExtension.class)
class MigrationModesIT {

	private static final String VALIDATE = "chanuka.db.migration.mode=validate";

	private static final String WAIT = "chanuka.db.migration.mode=wait";

	private final TestDatabase database = PostgresServer.newDatabase();

	@TempDir
	private Path older;

	@TempDir
	private Path newer;

	@Test
	void whenMigrationsArePendingThenValidateRefusesTheStartAndListsThem(CapturedOutput output) {
		assertRefused(() -> start(newer(), VALIDATE));
		assertThat(output).contains("APPLICATION FAILED TO START",
				"  - Detected resolved migration not applied to database: 1",
				"  - Detected resolved migration not applied to database: 2", "chanuka.db.migration.mode=wait");
		assertThat(tables()).isEmpty();
	}

	@Test
	void whenAMigrationWasChangedThenValidateRefusesTheStart(CapturedOutput output) {
		start(newer()).close();
		assertRefused(() -> start(newer().with("V2__second", "create table other (id int)"), VALIDATE));
		assertThat(output).contains("  - Migration checksum mismatch for migration version 2");
	}

	@Test
	void whenAMigrationIsOutOfOrderThenValidateDistinguishesItFromAPendingOne(CapturedOutput output) {
		start(newer()).close();
		assertRefused(() -> start(newer().with("V1_1__between", "create table between_them (id int)")
			.with("V3__third", "create table third (id int)"), VALIDATE));
		assertThat(output).contains(
				"  - Detected resolved migration not applied to database: 1.1, older than the last applied migration",
				"  - Detected resolved migration not applied to database: 3" + System.lineSeparator(),
				"spring.flyway.out-of-order=true");
	}

	@Test
	void whenTheSchemaFitsThenValidateStartsAndChangesNothing(CapturedOutput output) {
		start(newer()).close();
		try (ConfigurableApplicationContext context = start(newer(), VALIDATE)) {
			assertThat(outcome(context))
				.extracting(MigrationOutcome::mode, MigrationOutcome::version, MigrationOutcome::applied,
						MigrationOutcome::pending, MigrationOutcome::succeeded)
				.containsExactly(MigrationMode.VALIDATE, "2", 0, 0, true);
		}
		assertThat(output).contains("Schema is at version 2; migrations applied: 0");
	}

	@Test
	void whenAJobMigratesLaterThenWaitStartsAfterIt(CapturedOutput output) throws Exception {
		CompletableFuture<ConfigurableApplicationContext> waiting = CompletableFuture
			.supplyAsync(() -> start(newer(), WAIT));
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> output.getOut().contains("has applied 2 migrations, the last one V2__second.sql"));
		start(older()).close();
		assertThat(waiting).isNotDone();
		start(newer()).close();
		try (ConfigurableApplicationContext context = waiting.get(60, TimeUnit.SECONDS)) {
			assertThat(outcome(context))
				.extracting(MigrationOutcome::mode, MigrationOutcome::version, MigrationOutcome::applied)
				.containsExactly(MigrationMode.WAIT, "2", 0);
			assertThat(outcome(context).waited()).isPositive();
			assertThat(context.getBean(MeterRegistry.class).get("chanuka.db.migration.waited").gauge().value())
				.isPositive();
			assertThat(health(context)).containsEntry("mode", MigrationMode.WAIT).containsKey("waitedMs");
		}
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> this.database.connectedUsers().isEmpty());
	}

	@Test
	void whenNoOtherMigratesThenWaitEndsAtItsTimeout(CapturedOutput output) {
		assertRefused(() -> start(newer(), WAIT, "chanuka.db.migration.timeout=2s"));
		assertThat(output).contains("No other instance and no job has applied these migrations within 2s",
				"  - V1__first.sql", "  - V2__second.sql");
		assertThat(tables()).isEmpty();
	}

	@Test
	void whenTheSchemaIsNewerThenTheOlderJarStartsInEachMode() {
		start(newer()).close();
		for (String mode : new String[] { "migrate", "validate", "wait", "none" }) {
			start(older(), "chanuka.db.migration.mode=" + mode).close();
		}
		assertThat(tables()).containsExactly("first", "flyway_schema_history", "second");
	}

	@Test
	void whenTheSchemaIsNewerAndValidationForbidsItThenWaitRefusesTheStart(CapturedOutput output) {
		start(newer()).close();
		assertRefused(() -> start(older(), WAIT, "spring.flyway.ignore-migration-patterns=*:missing"));
		assertThat(output).contains("  - Detected applied migration not resolved locally: 2");
	}

	@Test
	void whenTheModeIsNoneThenNothingIsDone(CapturedOutput output) {
		start(newer(), "chanuka.db.migration.mode=none").close();
		assertThat(tables()).isEmpty();
		assertThat(output).contains("chanuka.db.migration.mode is none");
	}

	@Test
	void whenTheModeIsUnknownThenItIsRefused(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(newer(), "chanuka.db.migration.mode=maybe"));
		assertThat(output).contains("chanuka.db.migration.mode", "migrate, validate, wait or none");
	}

	@Test
	void whenNothingIsToBeDoneThenOneLineIsLogged(CapturedOutput output) {
		start(newer()).close();
		int before = output.getOut().length();
		start(newer()).close();
		assertThat(output.getOut().substring(before).lines())
			.filteredOn((line) -> line.contains("INFO") && line.matches(".*(?i)(flyway|migration|schema).*"))
			.singleElement()
			.asString()
			.contains("Schema is at version 2; migrations applied: 0");
	}

	@Test
	void whenTheApplicationHasAStrategyThenItWinsWithOneLine(CapturedOutput output) {
		TestApplication.start(OwnStrategy.class, newer().properties(this.database, VALIDATE)).close();
		assertThat(tables()).isEmpty();
		assertThat(output.getOut().lines().filter((line) -> line.contains("are ignored"))).singleElement()
			.asString()
			.contains("INFO", OwnStrategy.class.getName());
	}

	@Test
	void whenTheApplicationHasTwoStrategiesThenItChoosesOneByItself() {
		try (ConfigurableApplicationContext context = TestApplication.start(TwoStrategies.class,
				newer().properties(this.database))) {
			assertThat(context.getBeansOfType(FlywayMigrationStrategy.class)).hasSize(2);
		}
		assertThat(this.database.query("select version from flyway_schema_history")).containsExactly("1", "2");
	}

	private static MigrationOutcome outcome(ConfigurableApplicationContext context) {
		return context.getBean(Listener.class).outcome;
	}

	private static Map<String, Object> health(ConfigurableApplicationContext context) {
		CompositeHealthDescriptor db = (CompositeHealthDescriptor) context.getBean(HealthEndpoint.class)
			.healthForPath("db");
		return ((IndicatedHealthDescriptor) db.getComponents().get("migration")).getDetails();
	}

	private MigrationFolder older() {
		return new MigrationFolder(this.older).with("V1__first", "create table first (id int)");
	}

	private MigrationFolder newer() {
		return new MigrationFolder(this.newer).with("V1__first", "create table first (id int)")
			.with("V2__second", "create table second (id int)");
	}

	private ConfigurableApplicationContext start(MigrationFolder migrations, String... properties) {
		return TestApplication.start(Listener.class, migrations.properties(this.database, properties));
	}

	private Iterable<String> tables() {
		return this.database.query("select tablename from pg_tables where schemaname = 'public' order by 1");
	}

	private static void assertRefused(ThrowingCallable start) {
		assertThatException().isThrownBy(start).havingRootCause().isInstanceOf(MigrationException.class);
	}

	@Configuration(proxyBeanMethods = false)
	static class Listener {

		private MigrationOutcome outcome;

		@EventListener
		void migrated(MigrationOutcome finished) {
			this.outcome = finished;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnStrategy {

		@Bean
		FlywayMigrationStrategy mine() {
			return (flyway) -> flyway.info();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoStrategies {

		@Bean
		Flyway ownFlyway(@FlywayDataSource DataSource dataSource, Environment environment) {
			return Flyway.configure()
				.dataSource(dataSource)
				.locations(environment.getRequiredProperty("spring.flyway.locations"))
				.load();
		}

		@Bean
		FlywayMigrationStrategy none() {
			return (flyway) -> flyway.info();
		}

		@Bean
		FlywayMigrationStrategy all() {
			return Flyway::migrate;
		}

		@Bean
		FlywayMigrationInitializer initializer(Flyway flyway, @Qualifier("all") FlywayMigrationStrategy strategy) {
			return new FlywayMigrationInitializer(flyway, strategy);
		}

	}

}

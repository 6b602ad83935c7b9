package io.chanuka.db.autoconfigure.command;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.chanuka.db.roles.Ticket;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commands on a real database, in an application whose beans would all do something.
 */
class CommandsIT {

	private static final Class<?>[] EAGER = { TestApplication.class, EagerApplication.class, Entities.class };

	private final TestDatabase database = PostgresServer.newDatabase();

	@BeforeEach
	void forget() {
		EagerApplication.DONE.clear();
	}

	@ParameterizedTest
	@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
	void whenCommandMigratesThenNothingElseOfTheApplicationRuns(WebApplicationType type) {
		PostgresServer.execute(this.database.name(), "grant create on schema public to " + this.database.runtime());
		RecordingConsole console = RecordingConsole.run(type, EAGER, eagerArguments("chanuka.db.run=migrate"));
		assertThat(console.exitCode()).isZero();
		assertThat(console.text()).startsWith("migrate: succeeded").contains("applied").containsPattern("version +1");
		assertThat(EagerApplication.DONE).isEmpty();
		assertThat(tables()).containsExactly("flyway_schema_history", "item");
		assertThat(this.database.connectedUsers()).isEmpty();
	}

	@Test
	void whenThereIsNoCommandThenTheSameApplicationDoesAll() {
		PostgresServer.execute(this.database.name(), "grant create on schema public to " + this.database.runtime());
		RecordingConsole console = RecordingConsole.run(WebApplicationType.NONE, EAGER, eagerArguments());
		assertThat(console.exitCode()).isNull();
		assertThat(EagerApplication.DONE).contains("bean", "background bean", "application runner",
				"command line runner", "listener", "event listener", "lifecycle", "JPA", "filter");
	}

	private String[] eagerArguments(String... options) {
		return arguments(Stream.concat(Stream.of(
				"spring.autoconfigure.exclude=net.ttddyy.observation.boot.autoconfigure."
						+ "DataSourceObservationAutoConfiguration,org.springframework.boot.data.jdbc.autoconfigure."
						+ "DataJdbcRepositoriesAutoConfiguration",
				"spring.jpa.hibernate.ddl-auto=create", "server.port=0"), Arrays.stream(options))
			.toArray(String[]::new));
	}

	@Test
	void whenMigrationsArePendingThenValidateFailsAndChangesNothing() {
		RecordingConsole pending = run("validate", "chanuka.db.run-format=json");
		assertThat(pending.exitCode()).isOne();
		assertThat(pending.json().path("succeeded").asBoolean()).isFalse();
		assertThat(pending.json().path("pending").asInt()).isOne();
		assertThat(pending.json().path("pendingMigrations").path(0).path("description").asString())
			.isEqualTo("create item");
		assertThat(pending.json().path("actions").path(0).asString()).contains("--chanuka.db.run=migrate");
		assertThat(tables()).isEmpty();
		run("migrate");
		RecordingConsole valid = run("validate");
		assertThat(valid.exitCode()).isZero();
		assertThat(valid.text()).startsWith("validate: succeeded");
	}

	@Test
	void whenAnAppliedMigrationWasChangedThenValidateNamesIt() {
		run("migrate");
		PostgresServer.execute(this.database.name(), "update flyway_schema_history set checksum = 1");
		RecordingConsole changed = run("validate");
		assertThat(changed.exitCode()).isOne();
		assertThat(changed.text()).startsWith("validate: failed")
			.contains("checksum mismatch for migration version 1")
			.contains("What to do");
	}

	@Test
	void whenMigrationsAreListedThenEachHasItsStateTimeAndUser() {
		RecordingConsole before = run("info", "chanuka.db.run-format=json");
		assertThat(before.exitCode()).isZero();
		assertThat(before.json().path("migrations").path(0).path("state").asString()).isEqualTo("Pending");
		assertThat(before.json().path("migrations").path(0).path("installedBy").isNull()).isTrue();
		assertThat(tables()).isEmpty();
		run("migrate");
		RecordingConsole after = run("info");
		assertThat(after.text()).containsPattern("version +description +state +installed on +installed by")
			.containsPattern("1 +create item +Success +20\\d\\d-\\S+Z +" + this.database.migrator())
			.containsPattern("environment +development");
		assertThat(after.text()).doesNotContain(this.database.runtimePassword())
			.doesNotContain(this.database.migratorPassword());
	}

	@Test
	void whenTheDatabaseAnswersThenHealthIsUp() {
		RecordingConsole brief = run("health");
		assertThat(brief.exitCode()).isZero();
		assertThat(brief.text()).containsPattern("runtime +UP +\\d+ ms").doesNotContain("utilization");
		RecordingConsole detailed = run("health", "chanuka.db.run-detail=true", "chanuka.db.run-format=json");
		assertThat(detailed.json().path("components").path(0).path("status").asString()).isEqualTo("UP");
		assertThat(detailed.json().path("details").toString()).contains("utilization", "responseTimeMs");
		assertThat(tables()).isEmpty();
	}

	@Test
	void whenTheApplicationHasNoHealthThenTheDatabaseIsProbed() {
		RecordingConsole console = run("health", "management.health.db.enabled=false");
		assertThat(console.exitCode()).isZero();
		assertThat(console.text()).containsPattern("runtime +UP +\\d+ ms");
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "false" })
	void whenTheDatabaseDoesNotAnswerThenHealthFails(String contributor) {
		RecordingConsole console = RecordingConsole.run(WebApplicationType.NONE, application(),
				"chanuka.db.url=postgresql://user:secret@127.0.0.1:1/none", "chanuka.db.run=health",
				"management.health.db.enabled=" + contributor, "chanuka.db.health.probe-timeout=500ms");
		assertThat(console.exitCode()).isOne();
		assertThat(console.text()).startsWith("health: failed")
			.containsPattern("runtime +DOWN")
			.doesNotContain("secret");
	}

	@Test
	void whenTheDatabaseIsMarkedThenTheEnvironmentThatItBelongsToChanges() {
		run("migrate", "chanuka.db.environment=production", "chanuka.db.ssl.mode=disable");
		assertThat(run("migrate", "chanuka.db.environment=testing").failure()).hasRootCauseMessage(
				"The database " + this.database.name() + " at 127.0.0.1 is marked as production, and this application "
						+ "runs as testing (chanuka.db.environment on the command line). Nothing was changed.");
		RecordingConsole mark = run("mark", "chanuka.db.environment=testing");
		assertThat(mark.exitCode()).isZero();
		assertThat(mark.text()).contains("is marked as testing");
		assertThat(run("migrate", "chanuka.db.environment=testing").exitCode()).isZero();
	}

	@Test
	void whenTheDatabaseHasACommentOfItsOwnThenMarkFails() {
		PostgresServer.execute(this.database.name(), "comment on database " + this.database.name() + " is 'mine'");
		RecordingConsole mark = run("mark");
		assertThat(mark.exitCode()).isOne();
		assertThat(mark.text()).startsWith("mark: failed").contains("has a comment of its own, which stays");
	}

	@Test
	void whenAMigrationFailsThenTheReportHasTheReason() {
		RecordingConsole console = run("migrate", "spring.flyway.locations=classpath:db/broken",
				"chanuka.db.run-format=json");
		assertThat(console.exitCode()).isOne();
		assertThat(console.failure()).isNotNull();
		assertThat(console.json().path("succeeded").asBoolean(true)).isFalse();
		assertThat(console.json().path("error").asString()).contains("a_table_that_does_not_exist");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "run=migrat; does not exist. Use one of [migrate, validate, info", "run=; needs one value",
					"run=info,run-format=xml; Use one of [table, json]",
					"run=info,run-detail=true; belong to --chanuka.db.run=health",
					"run=health,run-every=soon; is not a duration", "run=health,run-every=1ms; of 100ms or more",
					"run=health,run-detail=perhaps; neither true nor false", "run=info,run=health; needs one value",
					"run=migrate,enabled=false; needs Spring Boot's DataSource" })
	void whenTheCommandCannotBeRunThenTheExitCodeIsTwo(String options, String message) {
		RecordingConsole console = RecordingConsole.run(WebApplicationType.NONE, application(), arguments(
				Arrays.stream(options.split(",")).map((option) -> "chanuka.db." + option).toArray(String[]::new)));
		assertThat(console.exitCode()).isEqualTo(2);
		assertThat(console.errors()).contains(message.strip());
		assertThat(console.text()).isEmpty();
	}

	@Test
	void whenThereIsNothingToMigrateWithThenTheExitCodeIsTwo() {
		RecordingConsole console = run("migrate", "spring.flyway.enabled=false");
		assertThat(console.exitCode()).isEqualTo(2);
		assertThat(console.errors()).contains("spring.flyway.enabled=true");
	}

	@Test
	void whenTheCommandIsNotOnTheCommandLineThenTheApplicationStarts() {
		System.setProperty("chanuka.db.run", "migrate");
		try {
			RecordingConsole console = RecordingConsole.run(WebApplicationType.NONE, application(), arguments());
			assertThat(console.exitCode()).isNull();
			assertThat(console.errors()).isEmpty();
		}
		finally {
			System.clearProperty("chanuka.db.run");
		}
	}

	private RecordingConsole run(String command, String... options) {
		return RecordingConsole.run(WebApplicationType.NONE, application(), arguments(
				Stream.concat(Stream.of("chanuka.db.run=" + command), Arrays.stream(options)).toArray(String[]::new)));
	}

	private static Class<?>[] application() {
		return new Class<?>[] { TestApplication.class };
	}

	private String[] arguments(String... options) {
		return Stream
			.concat(Stream.of("chanuka.db.url=" + this.database.runtimeUrl(),
					"chanuka.db.migration.url=" + this.database.migrationUrl()), Arrays.stream(options))
			.toArray(String[]::new);
	}

	private List<String> tables() {
		return this.database.query("select tablename from pg_tables where schemaname = 'public' order by 1");
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Ticket.class)
	static class Entities {

	}

}

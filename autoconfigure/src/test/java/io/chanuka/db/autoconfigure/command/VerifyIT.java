package io.chanuka.db.autoconfigure.command;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.chanuka.db.testsupport.PgBouncer;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.RestartableServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The command verify on real servers.
 */
class VerifyIT {

	private final TestDatabase database = PostgresServer.newDatabase();

	@BeforeEach
	void migrate() {
		Flyway.configure()
			.dataSource("jdbc:" + this.database.bareUrl(), this.database.migrator(), this.database.migratorPassword())
			.locations("classpath:db/roles")
			.load()
			.migrate();
		PostgresServer.execute(this.database.name(), "grant usage on schema audit to " + this.database.runtime(),
				"grant usage on all sequences in schema public, audit to " + this.database.runtime());
	}

	@Test
	void whenAllIsAsTheSettingsStateThenEveryCheckSucceeds() {
		RecordingConsole table = verify();
		assertThat(table.text()).startsWith("verify: succeeded")
			.containsPattern("cluster +ok +database " + this.database.name() + ", cluster \\d{19}")
			.containsPattern("server version +ok +PostgreSQL 1\\d")
			.containsPattern("runtime pooler +ok +none")
			.containsPattern("schema +ok +all migrations are applied")
			.containsPattern("privileges +ok")
			.containsPattern("roles +ok")
			.doesNotContain("What to do")
			.doesNotContain(this.database.runtimePassword());
		assertThat(table.exitCode()).isZero();
		assertThat(this.database.connectedUsers()).isEmpty();
	}

	@Test
	void whenTheRoleLacksPrivilegesThenTheStatementsThatAreReportedGrantThem() {
		String runtime = this.database.runtime();
		PostgresServer.execute(this.database.name(), "revoke all on all tables in schema public, audit from " + runtime,
				"revoke all on all sequences in schema public, audit from " + runtime,
				"revoke usage on schema audit from " + runtime);
		RecordingConsole console = verify("chanuka.db.run-format=json");
		assertThat(console.exitCode()).isOne();
		assertThat(state(console, "privileges")).isEqualTo("failed");
		List<String> grants = actions(console);
		assertThat(grants).contains("grant usage on schema audit to " + runtime + ";",
				"grant select, insert, update, delete on public.ticket to " + runtime + ";",
				"grant usage, select on sequence public.ticket_seq to " + runtime + ";");
		assertThat(grants).noneMatch((grant) -> grant.contains("flyway_schema_history"));
		PostgresServer.execute(this.database.name(), grants.toArray(String[]::new));
		RecordingConsole second = verify("chanuka.db.run-format=json");
		// The sequences of tables into which the role may insert only now.
		PostgresServer.execute(this.database.name(), actions(second).toArray(String[]::new));
		assertThat(verify().exitCode()).isZero();
	}

	@Test
	void whenPrivilegesDifferByDesignThenTheyAreNoted() {
		PostgresServer.execute(this.database.name(),
				"revoke update, delete on audit.entry from " + this.database.runtime());
		RecordingConsole console = verify("chanuka.db.run-format=json");
		assertThat(console.exitCode()).isZero();
		assertThat(state(console, "privileges")).isEqualTo("note");
		assertThat(console.text()).contains("audit.entry");
	}

	@Test
	void whenMigrationsReachAnotherClusterThenVerifyFailsAndNamesTheProperty() throws Exception {
		try (RestartableServer other = new RestartableServer()) {
			RecordingConsole console = RecordingConsole.run(WebApplicationType.NONE,
					new Class<?>[] { TestApplication.class }, "chanuka.db.run=verify", "chanuka.db.run-format=json",
					"spring.flyway.locations=classpath:db/roles", "chanuka.db.url=" + this.database.runtimeUrl(),
					"chanuka.db.migration.url=" + other.url());
			assertThat(console.exitCode()).isOne();
			assertThat(state(console, "cluster")).isEqualTo("failed");
			assertThat(actions(console)).anyMatch((action) -> action.contains("chanuka.db.migration.url"));
			assertThat(console.text()).doesNotContain("privileges");
		}
	}

	@Test
	void whenTheRolesCannotReadTheClustersIdentityThenItIsUnknown() {
		PostgresServer.execute(this.database.name(), "revoke execute on function pg_control_system() from public");
		RecordingConsole console = verify("chanuka.db.run-format=json");
		assertThat(console.exitCode()).isZero();
		assertThat(state(console, "cluster")).isEqualTo("unknown");
		assertThat(console.text()).contains("cannot read pg_control_system()");
	}

	@Test
	void whenOneUserDoesAllThenThatIsNoted() {
		RecordingConsole console = RecordingConsole.run(WebApplicationType.NONE,
				new Class<?>[] { TestApplication.class }, "chanuka.db.run=verify", "chanuka.db.run-format=json",
				"spring.flyway.locations=classpath:db/roles", "chanuka.db.url=" + this.database.migrationUrl());
		assertThat(console.exitCode()).isZero();
		assertThat(state(console, "roles")).isEqualTo("note");
		assertThat(console.text()).contains(this.database.migrator() + " is the only user");
	}

	@Test
	void whenTheRuntimesRoleIsAMemberOfTheOwnerThenVerifyFails() {
		PostgresServer.execute(this.database.name(),
				"grant " + this.database.migrator() + " to " + this.database.runtime());
		RecordingConsole console = verify("chanuka.db.run-format=json");
		assertThat(console.exitCode()).isOne();
		assertThat(state(console, "roles")).isEqualTo("failed");
		assertThat(actions(console)).containsExactly("Give the runtime a role that owns nothing: docs/roles.md.");
	}

	@Test
	void whenMigrationsArePendingThenVerifyFailsAndNamesTheCommand() {
		PostgresServer.execute(this.database.name(), "truncate flyway_schema_history");
		RecordingConsole console = verify("chanuka.db.run-format=json");
		assertThat(console.exitCode()).isOne();
		assertThat(state(console, "schema")).isEqualTo("failed");
		assertThat(actions(console)).containsExactly("Run the application with --chanuka.db.run=migrate.");
	}

	@Test
	void whenAnEndpointCannotBeReachedThenVerifyNamesIt() {
		RecordingConsole console = RecordingConsole.run(WebApplicationType.NONE,
				new Class<?>[] { TestApplication.class }, "chanuka.db.run=verify", "chanuka.db.run-format=json",
				"chanuka.db.url=" + this.database.runtimeUrl(),
				"chanuka.db.migration.url=postgresql://migrator:secret@127.0.0.1:1/" + this.database.name(),
				"spring.flyway.enabled=false");
		assertThat(console.exitCode()).isOne();
		assertThat(state(console, "runtime connection")).isEqualTo("ok");
		assertThat(state(console, "migration connection")).isEqualTo("failed");
		assertThat(console.text()).doesNotContain("secret");
	}

	@Test
	@EnabledIf("io.chanuka.db.testsupport.PgBouncer#isInstalled")
	void whenAPoolerIsDeclaredAbsentAndDetectedThenVerifyFails() {
		try (PgBouncer pooler = PgBouncer.start(this.database, "transaction", "extra_float_digits,options")) {
			RecordingConsole console = RecordingConsole.run(WebApplicationType.NONE,
					new Class<?>[] { TestApplication.class }, "chanuka.db.run=verify", "chanuka.db.run-format=json",
					"spring.flyway.locations=classpath:db/roles",
					"chanuka.db.url=" + this.database.migrationUrl()
						.replace(":" + this.database.port() + "/", ":" + pooler.port() + "/"),
					"chanuka.db.pooler.mode=none", "chanuka.db.migration.url=" + this.database.migrationUrl());
			assertThat(console.exitCode()).isOne();
			assertThat(state(console, "runtime pooler")).isEqualTo("failed");
			assertThat(state(console, "migration pooler")).isEqualTo("ok");
			assertThat(actions(console)).anyMatch((action) -> action.contains("chanuka.db.pooler.mode"));
		}
	}

	private static String state(RecordingConsole console, String check) {
		return StreamSupport.stream(console.json().path("checks").spliterator(), false)
			.filter((row) -> row.path("check").asString().equals(check))
			.findFirst()
			.map((row) -> row.path("state").asString())
			.orElse("absent");
	}

	private static List<String> actions(RecordingConsole console) {
		return StreamSupport.stream(console.json().path("actions").spliterator(), false)
			.map(JsonNode::asString)
			.toList();
	}

	private RecordingConsole verify(String... options) {
		return RecordingConsole.run(WebApplicationType.NONE, new Class<?>[] { TestApplication.class },
				Stream
					.concat(Stream.of("chanuka.db.run=verify", "spring.flyway.locations=classpath:db/roles",
							"chanuka.db.url=" + this.database.runtimeUrl(),
							"chanuka.db.migration.url=" + this.database.migrationUrl()), Arrays.stream(options))
					.toArray(String[]::new));
	}

}

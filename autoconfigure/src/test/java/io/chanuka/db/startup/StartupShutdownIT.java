package io.chanuka.db.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.chanuka.db.testsupport.BlackHole;
import io.chanuka.db.testsupport.ChildApplication;
import io.chanuka.db.testsupport.FakeServer;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * SIGTERM or SIGINT comes while the application starts. Each child process must end with
 * 143 or, after SIGINT, with 130, which {@link ChildApplication#awaitEnd()} checks.
 */
@Timeout(300)
class StartupShutdownIT {

	private static final Log logger = LogFactory.getLog(StartupShutdownIT.class);

	/**
	 * Eight times what a shutdown takes at the most.
	 */
	private static final Duration LIMIT = Duration.ofSeconds(8);

	/**
	 * For the start of a JVM.
	 */
	private static final Duration START = Duration.ofSeconds(120);

	/**
	 * A statement of Hibernate's first acquire.
	 */
	private static final String FIRST_OF_HIBERNATE = "current_schema";

	private final TestDatabase database = PostgresServer.newDatabase();

	/**
	 * What the shutdowns took, by phase.
	 */
	private final Map<String, List<Duration>> durations = new TreeMap<>();

	Map<String, List<Duration>> durations() {
		return this.durations;
	}

	@Test
	void whenTheStartWaitsForTheServerThenItEndsAtOnce() {
		String url = "chanuka.db.url=postgresql://app:secret@127.0.0.1:" + FakeServer.refusedPort() + "/app";
		try (ChildApplication application = ChildApplication.start(TestApplication.class, url,
				"chanuka.db.startup.timeout=100s")) {
			awaitOutput(application, "retrying for up to");
			end(application, "waiting");
		}
	}

	@Test
	void whenTheServerDoesNotAnswerALoginThenTheStartEndsAtOnce() throws IOException {
		try (FakeServer silent = FakeServer.silent();
				ChildApplication application = ChildApplication.start(TestApplication.class,
						"chanuka.db.url=postgresql://app:secret@127.0.0.1:" + silent.port() + "/app",
						"chanuka.db.pool.min-idle=2", "spring.flyway.enabled=false")) {
			Awaitility.await().atMost(START).until(() -> silent.connections() > 0);
			awaitOutput(application, "started on port");
			end(application, "login");
		}
	}

	@Test
	void whenItIsInterruptedFromTheKeyboardThenItEndsAtOnce() {
		try (ChildApplication application = ChildApplication.start(TestApplication.class,
				StartupUse.FLYWAY.properties("127.0.0.1:" + FakeServer.refusedPort()))) {
			awaitOutput(application, "retrying for up to");
			application.interrupt();
			assertEnd(application, "waiting, interrupted");
		}
	}

	@Test
	void whenTheServerDoesNotAnswerTheFirstLoginWithJpaThenTheStartEndsAtOnce() throws IOException {
		try (FakeServer silent = FakeServer.silent();
				ChildApplication application = ChildApplication.start(TestApplication.class,
						StartupUse.JPA.properties("127.0.0.1:" + silent.port()))) {
			Awaitility.await().atMost(START).until(() -> silent.connections() > 0);
			end(application, "first login with JPA");
		}
	}

	@Test
	void whenTheServerDoesNotAnswerHibernateThenTheStartEndsAtOnce() throws IOException {
		try (BlackHole blackHole = new BlackHole(this.database.port());
				ChildApplication application = ChildApplication.start(TestApplication.class,
						"chanuka.db.url=" + this.database.runtimeUrl()
							.replace(":" + this.database.port() + "/", ":" + blackHole.port() + "/"),
						"chanuka.db.application-name=hibernate", "spring.flyway.enabled=false", StartupUse.JPA_ON)) {
			blackHole.swallowAt(FIRST_OF_HIBERNATE);
			Awaitility.await().atMost(START).until(blackHole::isSwallowing);
			end(application, "pool start");
			awaitNoBackend("hibernate");
		}
	}

	@Test
	void whenAMigrationRunsOrWaitsForAnotherOneThenItIsCancelledOnTheServer() {
		try (ChildApplication first = migrating("first")) {
			awaitBackend("application_name = 'first' and query like '%pg_sleep%' and state = 'active'");
			try (ChildApplication second = migrating("second")) {
				awaitBackend("application_name = 'second' and query like '%advisory%'");
				end(second, "lock wait");
				awaitNoBackend("second");
			}
			end(first, "migrating");
			awaitNoBackend("first");
		}
		assertThat(this.database.query("select count(*) from pg_tables where tablename = 'flyway_schema_history'"))
			.isEqualTo(List.of("1"));
		assertThat(this.database.query("select count(*) from flyway_schema_history")).isEqualTo(List.of("0"));
	}

	/**
	 * It waits for the older transaction. What it leaves is not taken for applied.
	 */
	@Test
	void whenAnIndexIsBuiltConcurrentlyThenItIsCancelledOnTheServer(@TempDir Path migrations)
			throws IOException, SQLException {
		Files.writeString(migrations.resolve("V1__one.sql"), "create table a (id int)");
		Files.writeString(migrations.resolve("V2__two.sql"), "create index concurrently i on a (id)");
		try (Connection older = PostgresServer.superuser(this.database.name());
				Statement statement = older.createStatement();
				ChildApplication application = migrating("index", "filesystem:" + migrations)) {
			older.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
			older.setAutoCommit(false);
			statement.execute("select 1");
			awaitBackend("application_name = 'index' and query like 'create index%' and wait_event_type = 'Lock'");
			end(application, "create index concurrently");
			awaitNoBackend("index");
		}
		assertThat(this.database.query("select indisvalid from pg_index where indexrelid = 'i'::regclass"))
			.isEqualTo(List.of("f"));
		assertThat(this.database.query("select version from flyway_schema_history where success"))
			.isEqualTo(List.of("1"));
	}

	/**
	 * Flyway makes ten attempts, one second apart, and ignores interrupts meanwhile.
	 */
	@Test
	void whenFlywayRepeatsTheCreationOfItsTableThenItEndsAtOnce() {
		// Elsewhere, because Flyway refuses a schema that is not empty.
		PostgresServer.execute(this.database.name(), "create schema aside", "grant usage on schema aside to public",
				"create sequence aside.attempts", "grant usage on sequence aside.attempts to public",
				"create function aside.refuse() returns event_trigger language plpgsql as $$ begin "
						+ "perform nextval('aside.attempts'); raise exception 'not now'; end $$",
				"create event trigger refuse on ddl_command_start when tag in ('CREATE TABLE') "
						+ "execute function aside.refuse()");
		try (ChildApplication application = migrating("creation")) {
			Awaitility.await()
				.atMost(START)
				.until(() -> this.database.query("select last_value from aside.attempts where last_value > 1")
					.size() == 1);
			end(application, "creation of the history table");
			awaitNoBackend("creation");
		}
	}

	private ChildApplication migrating(String name) {
		return migrating(name, "classpath:db/sleep");
	}

	private ChildApplication migrating(String name, String locations) {
		return ChildApplication.start(TestApplication.class, "chanuka.db.url=" + this.database.runtimeUrl(),
				"chanuka.db.migration.url=" + this.database.migrationUrl(), "chanuka.db.application-name=" + name,
				"spring.flyway.locations=" + locations);
	}

	private void end(ChildApplication application, String phase) {
		application.terminate();
		assertEnd(application, phase);
	}

	private void assertEnd(ChildApplication application, String phase) {
		Duration duration = application.awaitEnd();
		logger.info("Ended in " + duration.toMillis() + " ms: " + phase);
		this.durations.computeIfAbsent(phase, (key) -> new ArrayList<>()).add(duration);
		assertThat(duration).as(application.output()).isLessThan(LIMIT);
		assertThat(application.output()).doesNotContain("\tat ", "Application run failed", "APPLICATION FAILED");
	}

	private void awaitBackend(String condition) {
		Awaitility.await()
			.atMost(START)
			.until(() -> !this.database.query("select pid from pg_stat_activity where " + condition).isEmpty());
	}

	private void awaitNoBackend(String name) {
		Awaitility.await()
			.atMost(LIMIT)
			.until(() -> this.database.query("select pid from pg_stat_activity where application_name = '" + name + "'")
				.isEmpty());
	}

	private static void awaitOutput(ChildApplication application, String text) {
		Awaitility.await().atMost(START).until(() -> application.output().contains(text));
	}

}

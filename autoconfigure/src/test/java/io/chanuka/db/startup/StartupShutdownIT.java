package io.chanuka.db.startup;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * SIGTERM comes while the application starts. Each child process must end with 143, which
 * {@link ChildApplication#awaitEnd()} checks.
 */
@Timeout(300)
class StartupShutdownIT {

	private static final Log logger = LogFactory.getLog(StartupShutdownIT.class);

	/**
	 * Eight times what a shutdown takes at the most.
	 */
	private static final Duration LIMIT = Duration.ofSeconds(8);

	private final TestDatabase database = PostgresServer.newDatabase();

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
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> silent.connections() > 0);
			awaitOutput(application, "started on port");
			end(application, "login");
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

	private ChildApplication migrating(String name) {
		return ChildApplication.start(TestApplication.class, "chanuka.db.url=" + this.database.runtimeUrl(),
				"chanuka.db.migration.url=" + this.database.migrationUrl(), "chanuka.db.application-name=" + name,
				"spring.flyway.locations=classpath:db/sleep");
	}

	private static void end(ChildApplication application, String phase) {
		application.terminate();
		Duration duration = application.awaitEnd();
		logger.info("Ended in " + duration.toMillis() + " ms: " + phase);
		assertThat(duration).as(application.output()).isLessThan(LIMIT);
		assertThat(application.output()).doesNotContain("\tat ", "Application run failed", "APPLICATION FAILED");
	}

	private void awaitBackend(String condition) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> !this.database.query("select pid from pg_stat_activity where " + condition).isEmpty());
	}

	private void awaitNoBackend(String name) {
		Awaitility.await()
			.atMost(LIMIT)
			.until(() -> this.database.query("select pid from pg_stat_activity where application_name = '" + name + "'")
				.isEmpty());
	}

	private static void awaitOutput(ChildApplication application, String text) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> application.output().contains(text));
	}

}

package io.chanuka.db.drain;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

import io.chanuka.db.testsupport.ChildApplication;
import io.chanuka.db.testsupport.KeepAliveClient;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * SIGTERM comes while requests run for longer than the phase of the web server.
 */
class RequestCancelIT {

	private static final Executor NEW_THREAD = (task) -> new Thread(task).start();

	private static final String PHASE = "spring.lifecycle.timeout-per-shutdown-phase=8s";

	private static final String RESET = "reset";

	private static final String CANCELLED = "it is cancelled, because the web server stops";

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void theirClientsGetAnAnswer() {
		assertAnswered(PHASE);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void onVirtualThreadsTheirClientsGetAnAnswerToo() {
		assertAnswered(PHASE, "spring.threads.virtual.enabled=true");
	}

	/**
	 * Tomcat counts no request between the servlet and the error page.
	 */
	@Test
	void theWebServerWaitsForTheirErrorPages() {
		assertAnswered(PHASE, "work.slow-error-pages=true");
	}

	private void assertAnswered(String... properties) {
		try (ChildApplication application = start(properties)) {
			List<CompletableFuture<String>> answers = requests(application, "/query/60");
			application.terminate();
			application.awaitEnd();
			assertThat(answers).extracting(CompletableFuture::join).as(application.output()).containsOnly("500");
			assertThat(application.output()).contains("The query ended with 57014", CANCELLED)
				.doesNotContain("one or more requests still active");
		}
	}

	@Test
	void aRequestThatEndsInTimeIsNotCancelled() {
		try (ChildApplication application = start(PHASE)) {
			List<CompletableFuture<String>> answers = requests(application, "/query/2");
			application.terminate();
			application.awaitEnd();
			assertThat(answers).extracting(CompletableFuture::join).as(application.output()).containsOnly("200");
			assertThat(application.output()).doesNotContain(CANCELLED);
		}
	}

	/**
	 * Their time is not over when that of requests is.
	 */
	@Test
	void workOnOtherThreadsIsNotCancelled() {
		try (ChildApplication application = start(PHASE, "chanuka.db.shutdown.drain-timeout=1s")) {
			application.get("/start/query");
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> active() == 1);
			List<CompletableFuture<String>> answers = requests(application, "/query/60");
			application.terminate();
			application.awaitEnd();
			assertThat(answers).extracting(CompletableFuture::join).as(application.output()).containsOnly("500");
			assertThat(application.output().lines().filter((line) -> line.contains("Thread 'endless'"))).singleElement()
				.asString()
				.endsWith("it is cancelled");
		}
	}

	@Test
	void whenItIsSwitchedOffThenTheWebServerResetsTheirConnections() {
		try (ChildApplication application = start(PHASE, "chanuka.db.shutdown.cancel-requests=false")) {
			List<CompletableFuture<String>> answers = requests(application, "/query/60");
			application.terminate();
			application.awaitEnd();
			assertThat(answers).extracting(CompletableFuture::join).as(application.output()).containsOnly(RESET);
			assertThat(application.output()).doesNotContain(CANCELLED);
		}
	}

	private List<CompletableFuture<String>> requests(ChildApplication application, String path) {
		int port = application.port();
		int before = active();
		List<CompletableFuture<String>> answers = Stream.generate(() -> request(port, path)).limit(3).toList();
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> active() == before + 3);
		return answers;
	}

	private static CompletableFuture<String> request(int port, String path) {
		return CompletableFuture.supplyAsync(() -> {
			try (KeepAliveClient client = new KeepAliveClient(port)) {
				return Integer.toString(client.get(path));
			}
			catch (IOException ex) {
				return RESET;
			}
		}, NEW_THREAD);
	}

	private int active() {
		return this.database
			.query("select pid from pg_stat_activity where state = 'active' and pid <> pg_backend_pid() "
					+ "and datname = current_database() and query like '%as nap%'")
			.size();
	}

	private ChildApplication start(String... properties) {
		return ChildApplication.start(WorkingApplication.class,
				Stream.concat(Stream.of("chanuka.db.url=" + this.database.migrationUrl()), Stream.of(properties))
					.toArray(String[]::new));
	}

}

package io.chanuka.db.drain;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
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
 * SIGTERM comes while an application in a JVM of its own has work to do.
 */
class ShutdownIT {

	private static final int CLIENTS = 20;

	private static final Pattern SCHEDULED_RUN = Pattern.compile("Scheduled run \\d+");

	private final TestDatabase database = PostgresServer.newDatabase();

	private final AtomicInteger good = new AtomicInteger();

	private final AtomicInteger failed = new AtomicInteger();

	private final AtomicInteger reset = new AtomicInteger();

	@Test
	void withReadinessDelayNoRequestFailsAndNoKeptConnectionIsReset() throws Exception {
		try (ChildApplication application = start("chanuka.db.shutdown.readiness-delay=2s")) {
			Duration duration = terminateUnderRequests(application);
			assertThat(List.of(this.failed.get(), this.reset.get())).as(application.output()).containsExactly(0, 0);
			assertThat(this.good.get()).isGreaterThanOrEqualTo(CLIENTS);
			assertThat(duration).isGreaterThan(Duration.ofSeconds(2));
			assertThat(application.output()).contains("Readiness OUT_OF_SERVICE; requests are served for another 2s");
		}
	}

	@Test
	void workOnEveryKindOfThreadIsCommitted() throws Exception {
		try (ChildApplication application = start("work.scheduled=true")) {
			assertThat(application.get("/start/async")).endsWith("ThreadPoolTaskExecutor");
			assertAllWorkIsCommitted(application);
		}
	}

	@Test
	void workIsCommittedIfExecutorsAreConfiguredToAwaitIt() throws Exception {
		try (ChildApplication application = start("work.scheduled=true",
				"spring.task.execution.shutdown.await-termination=true",
				"spring.task.scheduling.shutdown.await-termination=true",
				"spring.task.scheduling.shutdown.await-termination-period=20s")) {
			assertThat(application.get("/start/async")).endsWith("ThreadPoolTaskExecutor");
			assertAllWorkIsCommitted(application);
		}
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void workOnVirtualThreadsIsCommitted() throws Exception {
		try (ChildApplication application = start("work.scheduled=true", "spring.threads.virtual.enabled=true")) {
			assertThat(application.get("/start/async")).endsWith("SimpleAsyncTaskExecutor");
			assertAllWorkIsCommitted(application);
		}
	}

	@Test
	void whatIsStillActiveAtTheDeadlineIsCancelledOnTheServerAndNamed() {
		try (ChildApplication application = start("chanuka.db.shutdown.drain-timeout=1s")) {
			application.get("/start/query");
			awaitActive("nap", 1);
			application.terminate();
			application.awaitEnd();
			awaitNoConnection();
			assertThat(application.output())
				.contains("Waiting up to 1 s for active connections: 1", "The query ended with 57014",
						"The connection was acquired here")
				.containsPattern(
						"Thread 'endless' still holds a connection, active for \\d\\.\\d s: select pg_sleep\\(cast\\(\\$1 as")
				.containsPattern("Drain finished in \\d+ ms: 0 returned, 1 cancelled, 0 still active");
			assertThat(committed()).containsExactly("goodbye");
		}
	}

	@Test
	void whenThereIsNothingToWaitForThenStopsAsFastAsWithoutUs() {
		try (ChildApplication ours = start();
				ChildApplication plain = ChildApplication.start(WorkingApplication.class, "chanuka.db.enabled=false",
						"spring.datasource.url=jdbc:" + this.database.bareUrl(),
						"spring.datasource.username=" + this.database.migrator(),
						"spring.datasource.password=" + this.database.migratorPassword())) {
			for (ChildApplication application : List.of(ours, plain)) {
				assertThat(application.get("/query/0")).isEqualTo("done");
			}
			plain.terminate();
			Duration without = plain.awaitEnd();
			ours.terminate();
			Duration with = ours.awaitEnd();
			assertThat(with).isLessThan(without.multipliedBy(8));
			assertThat(ours.output()).doesNotContain("Waiting up to", "Drain finished", "WARN");
		}
	}

	private void assertAllWorkIsCommitted(ChildApplication application) throws Exception {
		application.get("/start/thread");
		application.get("/start/common-pool");
		awaitActive("pg_sleep(3)", 4);
		terminateUnderRequests(application);
		assertThat(List.of(this.failed.get(), this.reset.get())).as(application.output()).containsExactly(0, 0);
		assertThat(this.good.get()).isGreaterThanOrEqualTo(CLIENTS);
		assertThat(application.output().split("Commencing graceful shutdown")[1]).doesNotContain("Scheduled run");
		long runs = SCHEDULED_RUN.matcher(application.output()).results().count();
		List<String> scheduled = IntStream.rangeClosed(1, (int) runs).mapToObj((run) -> "scheduled " + run).toList();
		assertThat(committed()).as(application.output())
			.containsExactlyInAnyOrderElementsOf(Stream
				.concat(Stream.of("thread", "common-pool", "async", "async again", "goodbye"), scheduled.stream())
				.toList());
		awaitNoConnection();
	}

	/**
	 * Clients that each have a request of one second in flight when the signal comes.
	 */
	private Duration terminateUnderRequests(ChildApplication application) throws Exception {
		int port = application.port();
		ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
		try {
			List<CompletableFuture<Void>> all = new ArrayList<>();
			for (int i = 0; i < CLIENTS; i++) {
				all.add(CompletableFuture.runAsync(() -> requestUntilConnectionClose(port), clients));
			}
			awaitActive("nap", CLIENTS);
			application.terminate();
			Duration duration = application.awaitEnd();
			CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
			return duration;
		}
		finally {
			clients.shutdownNow();
		}
	}

	private void requestUntilConnectionClose(int port) {
		try (KeepAliveClient client = new KeepAliveClient(port)) {
			while (!client.isClosing()) {
				request(client);
			}
		}
		catch (ConnectException ex) {
			this.failed.incrementAndGet();
		}
		catch (IOException ex) {
			// Counted where it happened.
		}
	}

	private void request(KeepAliveClient client) throws IOException {
		try {
			int status = client.get("/query/1");
			((status == 200) ? this.good : this.failed).incrementAndGet();
		}
		catch (IOException ex) {
			((client.answers() > 0) ? this.reset : this.failed).incrementAndGet();
			throw ex;
		}
	}

	private void awaitActive(String query, int number) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.pollInterval(Duration.ofMillis(20))
			.until(() -> this.database
				.query("select pid from pg_stat_activity where state = 'active' and pid <> pg_backend_pid() "
						+ "and datname = current_database() and query like '%" + query + "%'")
				.size() >= number);
	}

	/**
	 * Backends end a moment after their clients.
	 */
	private void awaitNoConnection() {
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> this.database.connectedUsers().isEmpty());
	}

	private List<String> committed() {
		return this.database.query("select name from item");
	}

	private ChildApplication start(String... properties) {
		return ChildApplication.start(WorkingApplication.class,
				Stream
					.concat(Stream.of("chanuka.db.url=" + this.database.migrationUrl(), "chanuka.db.pool.max-size=30"),
							Stream.of(properties))
					.toArray(String[]::new));
	}

}

package io.chanuka.db.drain;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

import io.chanuka.db.testsupport.ChildApplication;
import io.chanuka.db.testsupport.KeepAliveClient;
import io.chanuka.db.testsupport.RestartableServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * SIGTERM comes while the server is down, or the server is killed while the application
 * stops.
 */
class OutageShutdownIT {

	private static final Executor NEW_THREAD = (task) -> new Thread(task).start();

	/**
	 * How long a request waits for a connection.
	 */
	private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(3);

	private final RestartableServer server = new RestartableServer();

	@AfterEach
	void closeServer() throws IOException {
		this.server.close();
	}

	@Test
	void requestsThatWaitForAConnectionGetTheirAnswerAndNothingElseIsAwaited() {
		try (ChildApplication application = start(
				"chanuka.db.pool.connection-timeout=" + CONNECTION_TIMEOUT.toSeconds() + "s")) {
			assertThat(application.get("/query/0")).isEqualTo("done");
			this.server.kill();
			int port = application.port();
			List<CompletableFuture<String>> answers = Stream.generate(() -> request(port)).limit(5).toList();
			awaitOutput(application, "Lost connection to");
			application.terminate();
			Duration duration = application.awaitEnd();
			assertThat(answers).extracting(CompletableFuture::join).as(application.output()).containsOnly("500");
			assertThat(duration).as(application.output()).isLessThan(CONNECTION_TIMEOUT.multipliedBy(8));
			assertThat(application.output()).contains("Destroyed").doesNotContain("still holds a connection");
		}
	}

	@Test
	void whenTheServerIsKilledInTheDrainThenTheDrainEnds() {
		try (ChildApplication application = start()) {
			application.get("/start/queries/2");
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> this.server.connections() >= 2);
			application.terminate();
			awaitOutput(application, "Waiting up to");
			long start = System.nanoTime();
			this.server.kill();
			application.awaitEnd();
			assertThat(Duration.ofNanos(System.nanoTime() - start)).as(application.output())
				.isLessThan(Duration.ofSeconds(8));
			assertThat(application.output()).contains("SQLSTATE(08006)", "all connections returned", "Destroyed")
				.doesNotContain("still holds a connection");
		}
	}

	private static CompletableFuture<String> request(int port) {
		return CompletableFuture.supplyAsync(() -> {
			try (KeepAliveClient client = new KeepAliveClient(port)) {
				return Integer.toString(client.get("/query/0"));
			}
			catch (IOException ex) {
				return "reset";
			}
		}, NEW_THREAD);
	}

	private static void awaitOutput(ChildApplication application, String text) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> application.output().contains(text));
	}

	private ChildApplication start(String... properties) {
		return ChildApplication
			.start(FleetApplication.class,
					Stream
						.concat(Stream.of("chanuka.db.url=" + this.server.url(), "spring.flyway.enabled=false",
								"chanuka.db.shutdown.drain-timeout=60s"), Stream.of(properties))
						.toArray(String[]::new));
	}

}

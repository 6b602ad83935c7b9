package io.chanuka.db.health;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.RestartableServer;
import io.chanuka.db.testsupport.TestApplication;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The readiness in applications that configure more than the one property.
 */
@ExtendWith(OutputCaptureExtension.class)
class ReadinessIT {

	private static final String INCLUDE = "management.endpoint.health.group.readiness.include";

	private final HttpClient client = HttpClient.newHttpClient();

	@Test
	void databaseThatHealthDoesNotShowIsWatchedAllTheSame(CapturedOutput output) throws Exception {
		try (RestartableServer server = new RestartableServer();
				ConfigurableApplicationContext context = start(server.url(), "chanuka.db.readiness.enabled=true",
						"management.health.db.enabled=false")) {
			assertThat(output).doesNotContain("no health group");
			assertThat(get(context, "/actuator/health/db").statusCode()).isEqualTo(404);
			assertThat(get(context, "/actuator/health/readiness").statusCode()).isEqualTo(200);
			server.kill();
			await(() -> assertThat(get(context, "/actuator/health/readiness").statusCode()).isEqualTo(503));
			server.start();
			await(() -> assertThat(get(context, "/actuator/health/readiness").statusCode()).isEqualTo(200));
			assertThat(output).containsOnlyOnce("Readiness OUT_OF_SERVICE: database unavailable")
				.containsOnlyOnce("Readiness UP: database available again");
		}
	}

	@Test
	void whileAFullPoolIsBusyNoConnectionIsOpenedToProbeTheDatabase() throws Exception {
		try (RestartableServer server = new RestartableServer();
				ConfigurableApplicationContext context = start(server.url(), "chanuka.db.readiness.enabled=true",
						"chanuka.db.pool.max-size=2", "chanuka.db.pool.min-idle=2")) {
			RuntimePool pool = context.getBean(RuntimePool.class);
			AtomicBoolean over = new AtomicBoolean();
			ExecutorService threads = Executors.newFixedThreadPool(4);
			for (int i = 0; i < 4; i++) {
				threads.submit(() -> work(pool, over));
			}
			await(() -> assertThat(pool.snapshot().hasNoneLeft()).isTrue());
			long before = server.sessions();
			Awaitility.await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
			// The question is one itself, and the queue of four threads may run dry for a
			// moment; otherwise there would be six.
			assertThat(server.sessions() - before).isLessThan(4);
			over.set(true);
			threads.shutdown();
			assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
			assertThat(get(context, "/actuator/health/readiness").statusCode()).isEqualTo(200);
		}
	}

	private static Void work(RuntimePool pool, AtomicBoolean over) throws SQLException {
		while (!over.get()) {
			try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
				statement.execute("select pg_sleep(0.05)");
			}
		}
		return null;
	}

	/**
	 * As configured by a user that turns it on in one profile and names the group's
	 * members for all profiles.
	 */
	@Test
	void groupMayNameTheMemberWhereTheDatabaseIsNotWatched() throws Exception {
		try (ConfigurableApplicationContext context = start(PostgresServer.newDatabase().migrationUrl(),
				INCLUDE + "=readinessState,databaseReadiness")) {
			HttpResponse<String> answer = get(context, "/actuator/health/readiness");
			assertThat(answer.statusCode()).isEqualTo(200);
			JsonNode member = JsonMapper.shared().readTree(answer.body()).at("/components/databaseReadiness");
			assertThat(member.path("status").asString()).isEqualTo("UP");
			assertThat(member.path("details").path("reason").asString())
				.isEqualTo("Not watched: chanuka.db.readiness.enabled is not true.");
		}
	}

	@Test
	void groupThatDoesNotNameTheMemberIsWorthAWord(CapturedOutput output) {
		start("postgresql://app:secret@127.0.0.1:1/shop", "chanuka.db.readiness.enabled=true",
				INCLUDE + "=readinessState")
			.close();
		assertThat(output).containsOnlyOnce("chanuka.db.readiness.enabled on the command line is true, but no "
				+ "health group includes databaseReadiness, so no readiness depends on the database. Add it to "
				+ INCLUDE + ".");
	}

	private static void await(ThrowingRunnable assertion) {
		Awaitility.await().atMost(Duration.ofSeconds(16)).pollInterval(Duration.ofMillis(20)).untilAsserted(assertion);
	}

	private HttpResponse<String> get(ConfigurableApplicationContext context, String path) throws Exception {
		String port = context.getEnvironment().getProperty("local.server.port");
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
		return this.client.send(request, HttpResponse.BodyHandlers.ofString());
	}

	private static ConfigurableApplicationContext start(String url, String... properties) {
		List<String> all = new ArrayList<>(Arrays.asList(properties));
		all.addAll(List.of("chanuka.db.url=" + url, "spring.flyway.enabled=false",
				"management.endpoints.web.exposure.include=health", "management.endpoint.health.show-details=always"));
		return TestApplication.startWeb(all.toArray(String[]::new));
	}

}

package io.chanuka.db.health;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.testsupport.FakeServer;
import io.chanuka.db.testsupport.RestartableServer;
import io.chanuka.db.testsupport.TestApplication;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.log.LogMessage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the health endpoint answers over HTTP, and how fast, whatever is wrong with the
 * database.
 */
class HealthIT {

	/**
	 * What an answer may take, and as much again for this machine.
	 */
	private static final Duration USUAL = Duration.ofMillis(300).multipliedBy(2);

	/**
	 * Less than a probe takes.
	 */
	private static final Duration LIMIT = Duration.ofMillis(1500);

	private static final int CALLS = 20;

	private static final Log logger = LogFactory.getLog(HealthIT.class);

	private final HttpClient client = HttpClient.newHttpClient();

	@Test
	void idleDatabaseIsUpWithAllDetails() throws Exception {
		try (RestartableServer server = new RestartableServer();
				ConfigurableApplicationContext context = start(server)) {
			assertFast("idle", context);
			JsonNode runtime = runtime(context);
			assertThat(runtime.path("status").asString()).isEqualTo("UP");
			assertThat(runtime.path("details").propertyNames())
				.contains("provider", "endpoint", "environment", "responseTimeMs", "checkedAt", "checkAgeMs",
						"connections", "utilization", "level", "errorRate")
				.doesNotContain("reason");
			assertThat(runtime.path("details").path("connections").propertyNames()).containsExactlyInAnyOrder("total",
					"active", "idle", "waiting", "maximum");
			JsonNode state = get(context, "/actuator/database").json().path("state");
			assertThat(state.path("status").asString()).isEqualTo("UP");
			assertThat(state.path("checkedAt").asString()).contains("T");
			assertThat(get(context, "/actuator/database").json().path("level").asString()).isEqualTo("low");
		}
	}

	@Test
	void exhaustedPoolIsBusyThenStuckAndNeverDown() throws Exception {
		try (RestartableServer server = new RestartableServer();
				ConfigurableApplicationContext context = start(server, "chanuka.db.health.stuck-after=6s")) {
			RuntimePool pool = context.getBean(RuntimePool.class);
			List<Connection> borrowed = new ArrayList<>();
			for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
				borrowed.add(pool.getConnection());
			}
			await(Duration.ofSeconds(2 * 8), () -> problems(context).contains("busy"));
			assertFast("exhausted", context);
			assertThat(status(context)).isEqualTo("DEGRADED");
			assertThat(get(context, "/actuator/health").status()).isEqualTo(200);
			assertThat(get(context, "/actuator/health").json().path("status").asString()).isEqualTo("DEGRADED");
			assertThat(context.getBean(RuntimePool.class).source().connections().size()).isEqualTo(borrowed.size());
			await(Duration.ofSeconds(20), () -> problems(context).contains("stuck"));
			assertThat(status(context)).isEqualTo("DEGRADED");
			borrowed.remove(0).close();
			borrowed.add(pool.getConnection());
			assertThat(problems(context)).contains("busy");
			for (Connection connection : borrowed) {
				connection.close();
			}
			await(Duration.ofSeconds(10), () -> status(context).equals("UP"));
		}
	}

	@Test
	void deadDatabaseIsDownAndUpAgainWhenItIsBack() throws Exception {
		try (RestartableServer server = new RestartableServer();
				ConfigurableApplicationContext context = start(server)) {
			await(Duration.ofSeconds(10), () -> status(context).equals("UP"));
			server.kill();
			assertFastAndRight("dead", context, "DOWN");
			Answer answer = get(context, "/actuator/health");
			assertThat(answer.status()).isEqualTo(503);
			assertThat(runtime(context).path("details").path("lastError").asString()).matches("[a-z-]+");
			server.start();
			await(Duration.ofSeconds(16), () -> status(context).equals("UP"));
		}
	}

	@Test
	void deadDatabaseBehindAFullPoolIsDown() throws Exception {
		try (RestartableServer server = new RestartableServer();
				ConfigurableApplicationContext context = start(server, "chanuka.db.shutdown.drain-timeout=1s")) {
			RuntimePool pool = context.getBean(RuntimePool.class);
			for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
				pool.getConnection();
			}
			await(Duration.ofSeconds(2 * 8), () -> status(context).equals("DEGRADED"));
			server.kill();
			assertFastAndRight("dead behind a full pool", context, "DOWN");
		}
	}

	@Test
	void frozenDatabaseIsDownAtTheLatestAfterTheProbeTimeout() throws Exception {
		try (RestartableServer server = new RestartableServer();
				ConfigurableApplicationContext context = start(server)) {
			await(Duration.ofSeconds(10), () -> status(context).equals("UP"));
			server.freeze(true);
			try {
				assertFastAndRight("frozen", context, "DOWN");
			}
			finally {
				server.freeze(false);
			}
			await(Duration.ofSeconds(30), () -> status(context).equals("UP"));
		}
	}

	@Test
	void databaseBehindABlackHoleIsDownAtTheLatestAfterTheProbeTimeout() throws Exception {
		try (FakeServer hole = FakeServer.silent();
				ConfigurableApplicationContext context = start(
						"postgresql://app:secret@127.0.0.1:" + hole.port() + "/shop?sslmode=disable")) {
			Answer first = get(context, "/actuator/health/db");
			logger.info(LogMessage.format("The very first answer took %d ms", first.time().toMillis()));
			JsonNode details = first.json().at("/components/runtime/details");
			assertThat(details.path("pendingMs").asLong()).isBetween(60L, 249L);
			assertThat(details.has("lastError")).isFalse();
			assertFastAndRight("black hole", context, "DOWN");
			await(Duration.ofSeconds(8), () -> runtime(context).path("details").has("lastError"));
			runtime(context);
			assertThat(timeToClose(context)).isLessThan(Duration.ofSeconds(2));
		}
	}

	private static Duration timeToClose(ConfigurableApplicationContext context) {
		long start = System.nanoTime();
		context.close();
		return Duration.ofNanos(System.nanoTime() - start);
	}

	@Test
	void applicationThatStopsIsOutOfServiceUntilTheWebStops() throws Exception {
		try (RestartableServer server = new RestartableServer();
				ConfigurableApplicationContext context = start(server, "chanuka.db.shutdown.readiness-delay=4s",
						"chanuka.db.shutdown.drain-timeout=10s")) {
			await(Duration.ofSeconds(10), () -> status(context).equals("UP"));
			CompletableFuture<Void> closed = CompletableFuture.runAsync(context::close,
					(task) -> new Thread(task).start());
			await(Duration.ofSeconds(3), () -> status(context).equals("OUT_OF_SERVICE"));
			assertThat(get(context, "/actuator/health/db").status()).isEqualTo(503);
			closed.get(60, TimeUnit.SECONDS);
		}
	}

	@Test
	void missingExtensionDegradesWithARecommendation() throws Exception {
		try (RestartableServer server = new RestartableServer();
				ConfigurableApplicationContext context = start(server,
						"chanuka.db.health.required-extensions=plpgsql,vector")) {
			await(Duration.ofSeconds(10), () -> status(context).equals("DEGRADED"));
			JsonNode details = runtime(context).path("details");
			assertThat(details.path("missingExtensions").toString()).isEqualTo("[\"vector\"]");
			assertThat(details.path("recommendations").toString()).contains("CREATE EXTENSION");
		}
	}

	@Test
	void whenOptedInThenReadinessFollowsTheDatabase() throws Exception {
		List<Duration> off = new ArrayList<>();
		List<Duration> on = new ArrayList<>();
		try (RestartableServer server = new RestartableServer()) {
			for (int i = 0; i < 5; i++) {
				// Each after a stable period: otherwise the readiness would be delayed.
				try (ConfigurableApplicationContext context = start(server, "chanuka.db.readiness.enabled=true")) {
					measureReadiness(server, context, off, on);
				}
			}
		}
		logger.info(LogMessage.format("Readiness off after %s, median %s; on after %s, median %s", off, median(off), on,
				median(on)));
		assertThat(median(off)).isLessThan(Duration.ofSeconds(8));
		assertThat(median(on)).isLessThan(Duration.ofMillis(250 * 8));
	}

	private void measureReadiness(RestartableServer server, ConfigurableApplicationContext context, List<Duration> off,
			List<Duration> on) {
		await(Duration.ofSeconds(30), () -> status(context).equals("UP") && readiness(context) == 200);
		long dying = System.nanoTime();
		server.kill();
		await(Duration.ofSeconds(16), () -> readiness(context) == 503);
		off.add(Duration.ofNanos(System.nanoTime() - dying));
		CompletableFuture<Void> start = CompletableFuture.runAsync(server::start, (task) -> new Thread(task).start());
		await(Duration.ofSeconds(30), server::accepts);
		long back = System.nanoTime();
		await(Duration.ofSeconds(16), () -> readiness(context) == 200);
		on.add(Duration.ofNanos(System.nanoTime() - back));
		start.join();
	}

	@Test
	void whenNotOptedInThenReadinessDoesNotDependOnTheDatabase() throws Exception {
		try (RestartableServer server = new RestartableServer();
				ConfigurableApplicationContext context = start(server)) {
			server.kill();
			await(Duration.ofSeconds(16), () -> status(context).equals("DOWN"));
			assertThat(readiness(context)).isEqualTo(200);
		}
	}

	private void assertFast(String name, ConfigurableApplicationContext context) throws IOException {
		List<Duration> times = new ArrayList<>();
		for (int i = 0; i < CALLS; i++) {
			times.add(get(context, "/actuator/health").time());
		}
		report(name, times);
	}

	private static void report(String name, List<Duration> times) {
		Duration longest = times.stream().max(Duration::compareTo).orElseThrow();
		logger.info(LogMessage.format("Health of %s: median %d ms, longest %d ms", name, median(times).toMillis(),
				longest.toMillis()));
		assertThat(median(times)).as(name).isLessThan(USUAL);
		assertThat(longest).as(name).isLessThan(LIMIT);
	}

	/**
	 * The right status may come a probe-timeout after the first call, and stays.
	 */
	private void assertFastAndRight(String name, ConfigurableApplicationContext context, String status)
			throws IOException {
		long first = System.nanoTime();
		List<Duration> times = new ArrayList<>();
		Duration right = null;
		while (right == null || times.size() < CALLS) {
			Answer answer = get(context, "/actuator/health");
			times.add(answer.time());
			Duration since = Duration.ofNanos(System.nanoTime() - first);
			boolean isRight = answer.json().at("/components/db/components/runtime/status").asString().equals(status);
			assertThat(isRight || since.compareTo(Duration.ofSeconds(8)) < 0).as(name).isTrue();
			assertThat(isRight || right == null).as(name + " stays").isTrue();
			right = (right == null && isRight) ? since : right;
		}
		logger.info(LogMessage.format("Health of %s: %s after %d ms", name, status, right.toMillis()));
		report(name, times);
	}

	private static Duration median(List<Duration> times) {
		return times.stream().sorted().toList().get(times.size() / 2);
	}

	private static void await(Duration atMost, BooleanSupplier condition) {
		Awaitility.await()
			.atMost(atMost)
			.pollInterval(Duration.ofMillis(20))
			.pollDelay(Duration.ZERO)
			.until(condition::getAsBoolean);
	}

	private String status(ConfigurableApplicationContext context) {
		return runtime(context).path("status").asString();
	}

	private String problems(ConfigurableApplicationContext context) {
		return runtime(context).path("details").path("problems").toString();
	}

	private int readiness(ConfigurableApplicationContext context) {
		return get(context, "/actuator/health/readiness").status();
	}

	private JsonNode runtime(ConfigurableApplicationContext context) {
		return get(context, "/actuator/health/db/runtime").json();
	}

	private Answer get(ConfigurableApplicationContext context, String path) {
		int port = ((WebServerApplicationContext) context).getWebServer().getPort();
		long start = System.nanoTime();
		try {
			HttpResponse<String> response = this.client.send(
					HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
					HttpResponse.BodyHandlers.ofString());
			Duration time = Duration.ofNanos(System.nanoTime() - start);
			return new Answer(response.statusCode(), JsonMapper.shared().readTree(response.body()), time);
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static ConfigurableApplicationContext start(RestartableServer server, String... properties) {
		return start(server.url(), properties);
	}

	private static ConfigurableApplicationContext start(String url, String... properties) {
		List<String> all = new ArrayList<>(Arrays.asList(properties));
		all.addAll(List.of("chanuka.db.url=" + url, "spring.flyway.enabled=false",
				"management.endpoints.web.exposure.include=health,database",
				"management.endpoint.health.show-details=always"));
		return TestApplication.startWeb(all.toArray(String[]::new));
	}

	private record Answer(int status, JsonNode json, Duration time) {
	}

}

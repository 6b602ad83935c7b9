package io.chanuka.db.sample;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.apache.commons.logging.LogFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The built jar as people run it.
 */
class SampleJarIT {

	private final HttpClient http = HttpClient.newHttpClient();

	@Test
	void whenSigtermComesDuringARequestThenItIsAnsweredAndNothingIsLoggedAsAnError() throws Exception {
		try (SampleProcess sample = SampleProcess.start(Map.of())) {
			String url = sample.url();
			assertThat(sample.output()).contains("No database URL is set: started an embedded PostgreSQL");
			CompletableFuture<HttpResponse<String>> slow = this.http
				.sendAsync(request(url + "/experiments/slow-query?count=1&seconds=2").header("Origin", url)
					.POST(BodyPublishers.ofString(""))
					.build(), BodyHandlers.ofString());
			Awaitility.await()
				.atMost(Duration.ofSeconds(10))
				.until(() -> get(url + "/actuator/prometheus")
					.contains("hikaricp_connections_active{pool=\"HikariPool-1\"} 1.0"));
			sample.terminate();
			assertThat(slow.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
			assertThat(sample.waitFor()).isEqualTo(128 + 15);
			assertThat(sample.output()).doesNotContain("ERROR", "Exception", " WARN ").contains("Shutdown completed");
		}
	}

	@Test
	void whenAPageIsOpenThenTheShutdownTakesNoLongerAndNothingIsLoggedAsAnError() throws Exception {
		Duration withoutPage = shutdown((url) -> {
		});
		List<CompletableFuture<String>> pages = new ArrayList<>();
		Duration withPages = shutdown((url) -> {
			for (int i = 0; i < 3; i++) {
				pages.add(openPage(url));
			}
		});
		LogFactory.getLog(getClass())
			.info("Shutdown without a page: " + withoutPage + ", with open pages: " + withPages);
		// A stream that stays open ends after 30 s, the limit of the phase.
		assertThat(withPages).isLessThan(withoutPage.multipliedBy(8)).isLessThan(Duration.ofSeconds(25));
		assertThat(pages).allSatisfy((page) -> assertThat(page.get(10, TimeUnit.SECONDS)).contains("\"pool\":"));
	}

	private Duration shutdown(Consumer<String> before) throws Exception {
		try (SampleProcess sample = SampleProcess.start(Map.of())) {
			String url = sample.url();
			assertThat(get(url + "/entries")).contains("\"total\":0");
			before.accept(url);
			long start = System.nanoTime();
			sample.terminate();
			assertThat(sample.waitFor()).isEqualTo(128 + 15);
			Duration duration = Duration.ofNanos(System.nanoTime() - start);
			assertThat(sample.output()).contains("Graceful shutdown complete")
				.doesNotContain("ERROR", "Exception", " WARN ");
			return duration;
		}
	}

	/**
	 * Opens a page and waits for its first state.
	 * @return what the page has received by the regular end of its stream
	 */
	private CompletableFuture<String> openPage(String url) {
		CountDownLatch first = new CountDownLatch(1);
		CompletableFuture<String> received = this.http
			.sendAsync(HttpRequest.newBuilder(URI.create(url + "/live")).build(), BodyHandlers.ofLines())
			.thenApplyAsync((answer) -> answer.body().peek((line) -> first.countDown()).collect(Collectors.joining()));
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> first.getCount() == 0);
		return received;
	}

	@Test
	void whenDatabaseUrlIsSetThenWorksThereWithAMigrationUserOfItsOwn() throws Exception {
		try (EmbeddedPostgres postgres = passwordProtected()) {
			run(postgres, "postgres", "create role app login password 'p@ss'",
					"create role owner login password 'own/er'", "create database shop owner owner");
			run(postgres, "shop", "revoke create on schema public from public", "grant all on schema public to owner",
					"alter default privileges for role owner grant select, insert, update, delete on tables to app");
			String database = "@127.0.0.1:" + postgres.getPort() + "/shop";
			try (SampleProcess sample = SampleProcess.start(Map.of("DATABASE_URL", "postgresql://app:p%40ss" + database,
					"MIGRATION_DATABASE_URL", "postgresql://owner:own%2Fer" + database))) {
				String url = sample.url();
				HttpResponse<String> created = this.http
					.send(request(url + "/entries").header("Content-Type", "application/json")
						.POST(BodyPublishers.ofString("{\"author\":\"Ada\",\"message\":\"Hello\"}"))
						.build(), BodyHandlers.ofString());
				assertThat(created.statusCode()).isEqualTo(201);
				assertThat(get(url + "/entries")).contains("\"total\":1");
				assertThat(sample.output()).doesNotContain("embedded", "p@ss", "p%40ss", "own/er", "own%2Fer");
			}
			assertThat(run(postgres, "shop", "select tableowner from pg_tables where tablename = 'entry'"))
				.containsExactly("owner");
			assertThat(run(postgres, "shop", "select has_schema_privilege('app', 'public', 'create')"))
				.containsExactly("f");
			assertThat(run(postgres, "shop", "select message from entry")).containsExactly("Hello");
		}
	}

	@Test
	void inProductionThePageHasNoButtonsNoSecretAndNoSqlText() throws Exception {
		try (EmbeddedPostgres postgres = passwordProtected()) {
			run(postgres, "postgres", "create role app login password 'p@ss'",
					"create role owner login password 'own/er'", "create database shop owner owner");
			run(postgres, "shop", "revoke create on schema public from public", "grant all on schema public to owner",
					"alter default privileges for role owner grant select, insert, update, delete on tables to app");
			try (SampleProcess sample = SampleProcess.start(
					Map.of("DATABASE_URL", "postgresql://app:p%40ss@127.0.0.1:" + postgres.getPort() + "/shop",
							"MIGRATION_USER", "owner", "MIGRATION_PASSWORD", "own/er"),
					"-Dspring.profiles.active=production", "-Dchanuka.db.shutdown.readiness-delay=0s")) {
				String url = sample.url();
				assertThat(get(url + "/entries")).contains("\"total\":0");
				for (String button : List.of("unreachable", "terminate", "exhaust", "slow-query", "transaction", "leak",
						"read-only", "burst", "restart")) {
					assertThat(status(url, "POST", "/experiments/" + button)).as(button).isEqualTo(404);
				}
				assertThat(status(url, "GET", "/experiments.html")).isEqualTo(404);
				assertThat(status(url, "GET", "/actuator/health/liveness")).isEqualTo(200);
				assertThat(status(url, "GET", "/actuator/health/readiness")).isEqualTo(200);
				assertThat(status(url, "GET", "/actuator/logfile")).isEqualTo(404);
				String live = firstState(url);
				assertThat(live).contains("\"experiments\":false", "\"pool\":").doesNotContainIgnoringCase("select");
				assertThat(get(url + "/actuator/database")).contains("\"user\":\"app\"", "\"user\":\"owner\"");
				assertThat(live + get(url + "/") + get(url + "/actuator/database") + sample.output())
					.doesNotContain("p@ss", "p%40ss", "own/er", "own%2Fer");
				assertThat(sample.output()).doesNotContain("The platform gives");
			}
			assertThat(run(postgres, "shop", "select tableowner from pg_tables where tablename = 'entry'"))
				.containsExactly("owner");
		}
	}

	@Test
	void whenStartedFromAotProcessedDefinitionsThenWorksTheSame() throws Exception {
		try (SampleProcess sample = SampleProcess.start(Map.of(), "-Dspring.aot.enabled=true")) {
			String url = sample.url();
			assertThat(sample.output()).contains("Starting AOT-processed SampleApplication");
			assertThat(get(url + "/entries")).contains("\"total\":0");
			assertThat(get(url + "/actuator/health/db")).contains("\"runtime\"", "\"migration\"", "\"version\":\"2\"");
			assertThat(get(url + "/actuator/prometheus")).contains("chanuka_db_pool_utilization");
			sample.terminate();
			assertThat(sample.waitFor()).isEqualTo(128 + 15);
			assertThat(sample.output()).doesNotContain("ERROR", "Exception", " WARN ");
		}
	}

	private static EmbeddedPostgres passwordProtected() throws Exception {
		Path hba = Files.createTempFile("pg_hba", ".conf");
		Files.writeString(hba, "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n");
		Files.setPosixFilePermissions(hba, PosixFilePermissions.fromString("rw-r--r--"));
		return EmbeddedPostgres.builder().setServerConfig("hba_file", hba.toString()).start();
	}

	private static List<String> run(EmbeddedPostgres postgres, String database, String... statements) throws Exception {
		List<String> rows = new ArrayList<>();
		try (Connection connection = postgres.getDatabase("postgres", database).getConnection();
				Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				if (statement.execute(sql)) {
					ResultSet result = statement.getResultSet();
					while (result.next()) {
						rows.add(result.getString(1));
					}
				}
			}
		}
		return rows;
	}

	private int status(String url, String method, String path) throws Exception {
		return this.http
			.send(request(url + path).header("Origin", url).method(method, BodyPublishers.ofString("")).build(),
					BodyHandlers.discarding())
			.statusCode();
	}

	/**
	 * What an open page gets until the first state is there.
	 */
	private String firstState(String url) throws Exception {
		StringBuilder received = new StringBuilder();
		try (Stream<String> lines = this.http.send(request(url + "/live").build(), BodyHandlers.ofLines()).body()) {
			lines.peek(received::append).anyMatch((line) -> line.contains("\"pool\":"));
		}
		return received.toString();
	}

	private String get(String url) throws Exception {
		return this.http.send(request(url).build(), BodyHandlers.ofString()).body();
	}

	private static HttpRequest.Builder request(String url) {
		return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30));
	}

}

package io.chanuka.db.endpoint;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;

import javax.sql.DataSource;

import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The active connections and the operations of the endpoint over HTTP.
 */
class DatabaseEndpointIT {

	private final HttpClient client = HttpClient.newHttpClient();

	@Test
	void whenTheAccessIsTheDefaultThenHoldersAreListedAndOperationsAreOff() throws Exception {
		try (ConfigurableApplicationContext context = start();
				Connection held = context.getBean(DataSource.class).getConnection()) {
			JsonNode holders = JsonMapper.shared().readTree(get(context).body()).path("activeConnections");
			assertThat(holders).hasSize(1);
			assertThat(holders.path(0).path("thread").asString()).isEqualTo(Thread.currentThread().getName());
			assertThat(holders.path(0).path("since").asString()).isNotBlank();
			assertThat(holders.path(0).path("stack").toString()).contains("DatabaseEndpointIT");
			assertThat(post(context, "renew", "{}").statusCode()).isBetween(404, 405);
			assertThat(post(context, "evict", "{\"thread\":\"" + Thread.currentThread().getName() + "\"}").statusCode())
				.isBetween(404, 405);
			assertThat(held.isValid(5)).isTrue();
		}
	}

	@Test
	void whenStatementsAreLoggedThenTheLastOneOfEachHolderIsListedWithoutLiterals() throws Exception {
		try (ConfigurableApplicationContext context = start("chanuka.db.statement-log.slow-threshold=1h");
				Connection held = context.getBean(DataSource.class).getConnection();
				Statement statement = held.createStatement()) {
			statement.execute("select 'pl4nted' as name");
			String body = get(context).body();
			assertThat(
					JsonMapper.shared().readTree(body).path("activeConnections").path(0).path("statement").asString())
				.isEqualTo("select ? as name");
			assertThat(body).doesNotContain("pl4nted");
		}
	}

	@Test
	void whenTheAccessIsUnrestrictedThenOperationsWork() throws Exception {
		try (ConfigurableApplicationContext context = start("management.endpoint.database.access=unrestricted");
				Connection held = context.getBean(DataSource.class).getConnection()) {
			assertThat(post(context, "evict", "{}").statusCode()).isEqualTo(400);
			assertThat(post(context, "shout", "{}").statusCode()).isEqualTo(400);
			assertThat(held.isValid(5)).isTrue();
			HttpResponse<String> evicted = post(context, "evict",
					"{\"thread\":\"" + Thread.currentThread().getName() + "\"}");
			assertThat(evicted.statusCode()).isEqualTo(200);
			assertThat(evicted.body()).contains("\"operation\":\"evict\"").contains("\"connections\":1");
			assertThat(held.isValid(5)).isFalse();
			assertThat(post(context, "renew", "{}").body()).contains("\"operation\":\"renew\"");
		}
	}

	private static ConfigurableApplicationContext start(String... properties) {
		String[] all = new String[properties.length + 4];
		all[0] = "chanuka.db.url=" + PostgresServer.newDatabase().runtimeUrl();
		all[1] = "spring.flyway.enabled=false";
		all[2] = "management.endpoints.web.exposure.include=database";
		all[3] = "chanuka.db.environment=development";
		System.arraycopy(properties, 0, all, 4, properties.length);
		return TestApplication.startWeb(all);
	}

	private HttpResponse<String> get(ConfigurableApplicationContext context) throws Exception {
		return this.client.send(HttpRequest.newBuilder(uri(context, "")).build(), HttpResponse.BodyHandlers.ofString());
	}

	private HttpResponse<String> post(ConfigurableApplicationContext context, String operation, String body)
			throws Exception {
		return this.client.send(HttpRequest.newBuilder(uri(context, "/" + operation))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	private static URI uri(ConfigurableApplicationContext context, String path) {
		return URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port")
				+ "/actuator/database" + path);
	}

}

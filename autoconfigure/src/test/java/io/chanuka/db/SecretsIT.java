package io.chanuka.db;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.testsupport.ChildApplication;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * A planted password must not occur anywhere.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecretsIT {

	private static final String PLANTED = "pl%40nted";

	private static final String DECODED = "pl@nted";

	private static final String UNENCODED = "pl@nt3d/x?y";

	@Test
	void passwordAppearsInNoLogEndpointOrTextForm(CapturedOutput output) throws Exception {
		TestDatabase database = PostgresServer.newDatabase();
		PostgresServer.execute("postgres", "alter role " + database.runtime() + " password '" + DECODED + "'",
				"alter role " + database.migrator() + " password '" + DECODED + "2'");
		try (ConfigurableApplicationContext context = TestApplication.startWeb("logging.level.io.chanuka=trace",
				"logging.level.com.zaxxer=debug", "logging.level.org.flywaydb=debug",
				"management.endpoints.web.exposure.include=*", "management.endpoint.health.show-details=always",
				"management.endpoint.env.show-values=always", "management.endpoint.configprops.show-values=always",
				"chanuka.db.url=postgresql://" + database.runtime() + ":" + PLANTED + "@127.0.0.1:" + database.port()
						+ "/" + database.name(),
				"chanuka.db.migration.username=" + database.migrator(),
				"chanuka.db.migration.password=" + DECODED + "2")) {
			context.getBean(JdbcTemplate.class).queryForObject("select 1", Integer.class);
			assertThat(context.getBean(DatabaseSettings.class).toString()).doesNotContain(PLANTED, DECODED);
			for (String endpoint : new String[] { "health", "env", "env/chanuka.db.url", "configprops", "beans",
					"conditions", "metrics", "prometheus", "flyway", "mappings", "database" }) {
				assertThat(get(context, endpoint)).as(endpoint).isNotEmpty().doesNotContain(PLANTED, DECODED);
			}
		}
		assertThat(output.getAll()).contains("Schema is at version 1; migrations applied: 1, in ")
			.doesNotContain(PLANTED, DECODED);
	}

	/**
	 * In a JVM of its own, for variables and the command line.
	 */
	@Test
	void whenEndpointsShowValuesThenThePasswordIsInNone() {
		TestDatabase database = PostgresServer.newDatabase();
		PostgresServer.execute("postgres", "alter role " + database.runtime() + " password '" + UNENCODED + "'",
				"alter role " + database.migrator() + " password '" + UNENCODED + "'");
		String address = "@127.0.0.1:" + database.port() + "/" + database.name();
		String encoded = URLEncoder.encode(UNENCODED, StandardCharsets.UTF_8);
		Map<String, String> variables = Map.of("DATABASE_URL",
				"postgresql://" + database.runtime() + ":" + encoded + address, "MIGRATION_DATABASE_URL",
				"postgresql://" + database.migrator() + ":" + UNENCODED + address, "PGPASSWORD", UNENCODED,
				"CHANUKA_DB_PASSWORD", UNENCODED, "JDBC_DATABASE_URL",
				"jdbc:postgresql://127.0.0.1/shop?user=app&password=" + UNENCODED, "JAVA_TOOL_OPTIONS",
				"-Dspring.datasource.password=" + UNENCODED, "SPRING_APPLICATION_JSON",
				"{\"spring\":{\"datasource\":{\"password\":\"" + UNENCODED + "\",\"name\":\"shop\"}}}", "DB_SSL_KEY",
				"-----BEGIN PRIVATE KEY-----\\n" + UNENCODED + "\\n-----END PRIVATE KEY-----");
		try (ChildApplication application = ChildApplication.start(TestApplication.class, variables,
				"chanuka.db.env-aliases.enabled=true", "chanuka.db.ssl.mode=disable",
				"management.endpoints.web.exposure.include=env,configprops",
				"management.endpoint.env.show-values=always", "management.endpoint.configprops.show-values=always",
				"spring.datasource.hikari.password=" + UNENCODED,
				"spring.datasource.hikari.data-source-properties.password=" + UNENCODED,
				"own.note=see postgresql://app:" + encoded + "@db.example.com/shop for more")) {
			String env = application.get("/actuator/env");
			assertThat(env).contains("postgresql://******" + address, "own.note", "--server.port=0 --chanuka",
					"see postgresql://******@db.example.com/shop for more",
					"jdbc:postgresql://127.0.0.1/shop?user=app");
			assertThat(env + application.get("/actuator/configprops") + application.get("/actuator/env/DATABASE_URL")
					+ application.get("/actuator/env/sun.java.command"))
				.contains("dataSourceProperties")
				.doesNotContain(UNENCODED, encoded, "nt3d");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "chanuka.db.url=postgresql://u:pl%40nted@127.0.0.1:1/db",
			"chanuka.db.url=postgresql://u:pl%40nted@127.0.0.1:port/db",
			"chanuka.db.url=postgresql://u:pl@nted/x?y@127.0.0.1/a/b",
			"chanuka.db.url=mysql://u:pl%40nted@127.0.0.1/db" })
	void passwordAppearsInNoErrorOfAFailedStart(String url, CapturedOutput output) {
		Throwable failure = catchThrowable(
				() -> TestApplication.start(url, "chanuka.db.pool.max-size=many", "chanuka.db.password=" + DECODED));
		assertThat(failure).isNotNull();
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			assertThat(cause.toString()).doesNotContain(PLANTED, DECODED, "nted");
		}
		assertThat(output.getAll()).contains("APPLICATION FAILED TO START").doesNotContain(PLANTED, DECODED, "nted");
	}

	@Test
	void whenPasswordIsWrongThenTheErrorDoesNotShowIt(CapturedOutput output) {
		TestDatabase database = PostgresServer.newDatabase();
		assertThatException()
			.isThrownBy(() -> TestApplication.start("chanuka.db.url=postgresql://" + database.runtime() + ":" + PLANTED
					+ "@127.0.0.1:" + database.port() + "/" + database.name()))
			.havingRootCause()
			.withMessageContaining("password authentication failed");
		assertThat(output.getAll()).doesNotContain(PLANTED, DECODED);
	}

	private static String get(ConfigurableApplicationContext context, String endpoint)
			throws IOException, InterruptedException {
		String port = context.getEnvironment().getProperty("local.server.port");
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/" + endpoint))
			.build();
		return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
	}

}

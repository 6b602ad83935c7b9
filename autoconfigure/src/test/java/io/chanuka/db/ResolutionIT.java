package io.chanuka.db;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What is resolved, in applications that really start or really refuse to.
 */
@ExtendWith(OutputCaptureExtension.class)
class ResolutionIT {

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void importedEnvFileCounts(@TempDir Path folder, CapturedOutput output) throws Exception {
		Path file = Files.writeString(folder.resolve(".env"), "DATABASE_URL=" + this.database.runtimeUrl()
				+ "?connect_timeout=3\nMIGRATION_DATABASE_URL=" + this.database.migrationUrl() + "\nDB_POOL_MAX=4\n");
		try (ConfigurableApplicationContext context = TestApplication
			.start("spring.config.import=file:" + file + "[.properties]")) {
			assertThat(context.getBean(JdbcTemplate.class).queryForObject("select current_user", String.class))
				.isEqualTo(this.database.runtime());
			assertThat(this.database.query("select installed_by from flyway_schema_history"))
				.containsExactly(this.database.migrator());
			DatabaseSettings settings = context.getBean(DatabaseSettings.class);
			assertThat(settings.pool().maxSize().value()).isEqualTo(4);
			assertThat(settings.connection().connectTimeout().value()).hasSeconds(3);
		}
		assertThat(output).contains("Database of this application",
				"environment  development (no profile, and the host is on this machine)",
				"postgres, direct (variable DATABASE_URL in URL [file:" + file + "] - 1:14)",
				"postgres, direct (variable MIGRATION_DATABASE_URL in ",
				"chanuka.db.pool.max-size = 4 (variable DB_POOL_MAX in ");
	}

	@Test
	void endpointShowsEveryValueWithItsOriginAndThePool() throws Exception {
		try (ConfigurableApplicationContext context = TestApplication.startWeb(
				"chanuka.db.url=" + this.database.runtimeUrl(),
				"chanuka.db.migration.url=" + this.database.migrationUrl(), "chanuka.db.pool.max-size=7",
				"management.endpoints.web.exposure.include=database")) {
			context.getBean(JdbcTemplate.class).queryForObject("select 1", Integer.class);
			JsonNode answer = JsonMapper.shared().readTree(get(context, "/actuator/database"));
			assertThat(answer.at("/runtime/user").asString()).isEqualTo(this.database.runtime());
			assertThat(answer.at("/migration/user").asString()).isEqualTo(this.database.migrator());
			assertThat(answer.at("/runtime/kind").asString()).isEqualTo("direct");
			JsonNode settings = answer.path("settings");
			assertThat(settings.path("chanuka.db.pool.max-size").path("value").asString()).isEqualTo("7");
			assertThat(settings.path("chanuka.db.pool.max-size").path("origin").asString())
				.isEqualTo("chanuka.db.pool.max-size on the command line");
			assertThat(settings.path("chanuka.db.pool.idle-timeout").path("value").asString()).isEqualTo("30s");
			assertThat(settings.path("chanuka.db.pool.idle-timeout").path("origin").asString())
				.isEqualTo("default of development");
			assertThat(answer.at("/sessions/kind").asString()).isEqualTo("direct");
			assertThat(answer.at("/sessions/probe").asString()).isEqualTo("none");
			assertThat(answer.at("/sessions/startupOptions").asString()).isEqualTo("-c statement_timeout=30000");
			assertThat(answer.at("/sessions/preparesStatements").asBoolean()).isTrue();
			assertThat(answer.at("/sessions/notApplied").isEmpty()).isTrue();
			assertThat(answer.at("/pool/maximum").asInt()).isEqualTo(7);
			assertThat(answer.at("/pool/total").asInt()).isPositive();
		}
	}

	@Test
	void endpointIsNotExposedByItself() throws Exception {
		try (ConfigurableApplicationContext context = TestApplication
			.startWeb("chanuka.db.url=" + this.database.migrationUrl())) {
			assertThat(get(context, "/actuator/database")).contains("404");
			assertThat(get(context, "/actuator/metrics")).contains("404");
		}
	}

	@Test
	void everyProblemIsReportedAtOnceWithWhatToDo(CapturedOutput output) {
		Throwable failure = catchThrowable(() -> TestApplication.start(
				"chanuka.db.url=postgresql://u:planted@h/db?sslmode=on&ssl_min_protocol_version=TLSv1.2",
				"chanuka.db.pool.max-size=many", "chanuka.db.pool.idle-timeout=5s", "chanuka.db.pool.max-sise=3",
				"chanuka.db.environment=moon"));
		assertThat(failure).isNotNull();
		assertThat(output).contains("APPLICATION FAILED TO START", "The database settings are not usable:",
				"  - chanuka.db.url on the command line: the parameter sslmode has a value that is not one of: disable, allow,",
				"the parameter ssl_min_protocol_version is about security and neither libpq nor the JDBC driver has it",
				"  - chanuka.db.pool.max-size on the command line = many: it is not a whole number",
				"  - chanuka.db.pool.idle-timeout on the command line = 5s: it is shorter than 10s",
				"  - chanuka.db.pool.max-sise on the command line: there is no such property",
				"  - chanuka.db.pool.max-sise on the command line: Did you mean chanuka.db.pool.max-size?",
				"  - chanuka.db.environment on the command line = moon: it is not a known environment",
				"Use one of [production, staging, development, testing].")
			.doesNotContain("planted");
	}

	private static String get(ConfigurableApplicationContext context, String path) throws Exception {
		String port = context.getEnvironment().getProperty("local.server.port");
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
		return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
	}

}

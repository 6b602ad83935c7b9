package io.chanuka.db.autoconfigure.diagnostics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import javax.sql.DataSource;

import io.chanuka.db.testsupport.FakeServer;
import io.chanuka.db.testsupport.TestApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts that fail because no server answers.
 */
class ConnectionFailuresIT {

	@TempDir
	private Path directory;

	@Test
	void whenTheConnectionIsRefusedThenTheServerIsToBeStarted() {
		int port = FakeServer.refusedPort();
		FailedStart failed = FailedStart.of(url("127.0.0.1:" + port + "/shop"));
		assertThat(failed.description()).startsWith("Connection to 127.0.0.1:" + port + " was refused. (SQLSTATE 08001")
			.contains("Endpoint: runtime and migration, jdbc:postgresql://127.0.0.1:" + port + "/shop, user app",
					"Set by: chanuka.db.url on the command line");
		assertThat(failed.action()).contains("pg_isready -h 127.0.0.1 -p " + port);
	}

	@Test
	void whenUrlIsInAFileThenItsLineIsNamedAfterTheIgnoredVariable() throws IOException {
		int port = FakeServer.refusedPort();
		Path file = Files.writeString(this.directory.resolve("application.yml"),
				"spring:\n  datasource:\n    url: jdbc:postgresql://127.0.0.1:" + port
						+ "/shop\n    username: app\n    password: " + FailedStart.SECRET);
		FailedStart failed = FailedStart.of(
				Map.of("DATABASE_URL", "postgresql://app:" + FailedStart.SECRET + "@db.example.com/shop",
						"CHANUKA_DB_STARTUP_MAXATTEMPTS", "2", "CHANUKA_DB_STARTUP_INITIALDELAY", "100ms"),
				"spring.config.additional-location=file:" + file);
		assertThat(failed.description()).startsWith("Ignored: variable DATABASE_URL = db.example.com:5432/shop")
			.contains("\nConnection to 127.0.0.1:" + port + " was refused. (SQLSTATE 08001, 2 attempts in ",
					"application.yml] - 3:10");
	}

	@Test
	void whenAChildContextConnectsThenItsFailureIsExplained() {
		int port = FakeServer.refusedPort();
		FailedStart failed = FailedStart.ofMain(ParentApplication.class, Map.of(), url("127.0.0.1:" + port + "/shop"),
				"spring.flyway.enabled=false", "chanuka.db.pool.min-idle=0", "chanuka.db.pool.connection-timeout=1s");
		assertThat(failed.description()).startsWith("Connection to 127.0.0.1:" + port + " was refused.");
	}

	@Test
	void whenTheConnectAttemptTimesOutThenTheTimeIsNamed() throws IOException {
		try (FakeServer server = FakeServer.dropping()) {
			FailedStart failed = FailedStart.of(url("127.0.0.1:" + server.port() + "/shop"),
					"chanuka.db.connect-timeout=1s");
			assertThat(failed.description())
				.startsWith("Connection to 127.0.0.1:" + server.port() + " timed out after 1s.");
			assertThat(failed.action())
				.contains("chanuka.db.connect-timeout (chanuka.db.connect-timeout on the command line)");
		}
	}

	@Test
	void whenTheServerDoesNotAnswerTheLoginThenTheTimeIsNamed() throws IOException {
		try (FakeServer server = FakeServer.silent()) {
			FailedStart failed = FailedStart.of(url("127.0.0.1:" + server.port() + "/shop"),
					"chanuka.db.login-timeout=1s");
			assertThat(failed.description()).startsWith(
					"127.0.0.1:" + server.port() + " accepted the connection and did not answer the login within 1s.");
			assertThat(failed.action()).contains("pg_isready -h 127.0.0.1 -p " + server.port());
		}
	}

	@Test
	void whenTheHostIsUnknownThenTheCommandThatResolvesItIsShown() {
		FailedStart failed = FailedStart.of(url("db.invalid/shop"), "chanuka.db.ssl.mode=disable");
		assertThat(failed.description()).startsWith("Host db.invalid is unknown.");
		assertThat(failed.action()).contains("getent hosts db.invalid");
	}

	/**
	 * TCP has no broadcast, so that no route leads there on any machine.
	 */
	@Test
	void whenThereIsNoRouteThenTheOperatingSystemIsQuoted() {
		FailedStart failed = FailedStart.of(url("255.255.255.255:5432/shop?sslmode=disable"));
		assertThat(failed.description()).startsWith("There is no route to 255.255.255.255:5432.")
			.contains("Reported by the operating system: ");
		assertThat(failed.action()).contains("pg_isready -h 255.255.255.255 -p 5432");
	}

	@Test
	void whenTheServerDoesNotAcceptConnectionsYetThenItsMessageIsShown() throws IOException {
		try (FakeServer server = FakeServer.answering("57P03")) {
			FailedStart failed = FailedStart.of(url("127.0.0.1:" + server.port() + "/shop?sslmode=disable"));
			assertThat(failed.description())
				.startsWith("The server at 127.0.0.1:" + server.port() + " does not accept connections yet: not now.");
		}
	}

	@Test
	void whenTheErrorIsAnotherOneThenItsStateAndUserAreShown() throws IOException {
		try (FakeServer server = FakeServer.answering("08006")) {
			FailedStart failed = FailedStart.of(url("127.0.0.1:" + server.port() + "/shop?sslmode=disable"));
			assertThat(failed.description())
				.startsWith("Connecting to 127.0.0.1:" + server.port() + " failed: not now. (SQLSTATE 08006")
				.contains(", user app");
		}
	}

	@Test
	void whenTheHostHasOnlyAnIpv6AddressThenThePoolerOfSupabaseIsNamed() throws IOException {
		String host = "db.abcdefghijklmnopqrst.supabase.co";
		FailedStart failed = FailedStart.of(withHost("2001:db8::1", host, ""), "chanuka.db.environment=development",
				"chanuka.db.connect-timeout=2s");
		assertThat(failed.description()).startsWith("Host " + host + " has an IPv6 address only")
			.contains("Set by: variable DATABASE_URL");
		assertThat(failed.action())
			.contains("postgresql://postgres.abcdefghijklmnopqrst:<password>@<host of the session pooler>:5432/shop");
	}

	@Test
	void whenNeonGetsNoEndpointThenTheOptionIsShown() throws IOException {
		FailedStart failed = neon("Endpoint ID is not specified. Either please upgrade the postgres client library");
		assertThat(failed.description()).startsWith("Neon does not know which endpoint ep-calm-sun-123456.");
		assertThat(failed.action()).contains("options=endpoint%3D");
	}

	@Test
	void whenTheBranchOfNeonWasDeletedThenTheBranchesAreToBeListed() throws IOException {
		FailedStart failed = neon("The requested endpoint could not be found, or you don't have access to it.");
		assertThat(failed.description()).startsWith("Neon has no compute for ep-calm-sun-123456.");
		assertThat(failed.action()).contains("neonctl branches list");
	}

	@Test
	void whenTheComputeOfNeonIsSuspendedForGoodThenItIsToBeEnabled() throws IOException {
		FailedStart failed = neon("The endpoint has been disabled. Enable it using Neon API and retry.");
		assertThat(failed.description()).startsWith("Neon has no compute for ep-calm-sun-123456.")
			.contains("The endpoint has been disabled.");
		assertThat(failed.action()).startsWith("Enable the compute in the Neon console");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Tenant or user not found", "(ENOTFOUND) tenant/user postgres.abc not found" })
	void whenThePoolerOfSupabaseFindsNoProjectThenUserAndHostAreToBeCopied(String message) throws IOException {
		try (FakeServer server = FakeServer.answering(() -> "XX000", message)) {
			FailedStart failed = FailedStart.of(
					withHost("127.0.0.1", "aws-1-eu-west-1.pooler.supabase.com", ":" + server.port()),
					"chanuka.db.ssl.mode=disable", "chanuka.db.pooler.mode=session");
			assertThat(failed.description()).startsWith("Supabase finds no project for user app at aws-1-eu-west-1.");
			assertThat(failed.action()).contains("from the dialog Connect of the project into variable DATABASE_URL");
		}
	}

	private FailedStart neon(String message) throws IOException {
		try (FakeServer server = FakeServer.answering(() -> "XX000", message)) {
			return FailedStart.of(
					withHost("127.0.0.1", "ep-calm-sun-123456.eu-central-1.aws.neon.tech", ":" + server.port()),
					"chanuka.db.ssl.mode=disable");
		}
	}

	private Map<String, String> withHost(String address, String host, String port) throws IOException {
		Path hosts = Files.writeString(this.directory.resolve("hosts"), address + " " + host + "\n");
		return Map.of("JAVA_TOOL_OPTIONS", "-Djdk.net.hosts.file=" + hosts, "DATABASE_URL",
				"postgresql://app:" + FailedStart.SECRET + "@" + host + port + "/shop");
	}

	private static String url(String rest) {
		return "chanuka.db.url=postgresql://app:" + FailedStart.SECRET + "@" + rest;
	}

	static final class ParentApplication {

		public static void main(String[] args) {
			new SpringApplicationBuilder(TestApplication.class).web(WebApplicationType.NONE)
				.child(Acquiring.class)
				.web(WebApplicationType.NONE)
				.run(args);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Acquiring {

		@Bean
		InitializingBean acquiring(DataSource dataSource) {
			return () -> dataSource.getConnection().close();
		}

	}

}

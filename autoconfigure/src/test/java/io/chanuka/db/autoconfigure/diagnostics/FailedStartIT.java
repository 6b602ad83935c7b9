package io.chanuka.db.autoconfigure.diagnostics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

import io.chanuka.db.testsupport.ChildApplication;
import io.chanuka.db.testsupport.FakeServer;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Failed starts in a JVM of their own: exit code, console, variables and files.
 */
class FailedStartIT {

	private static final String SECRET = "pl4nted";

	@TempDir
	private Path directory;

	@Test
	void whenUrlIsInAFileThenItsLineIsNamedAfterTheIgnoredVariable() throws IOException {
		int port = FakeServer.refusedPort();
		Path file = Files.writeString(this.directory.resolve("application.yml"),
				"spring:\n  datasource:\n    url: jdbc:postgresql://127.0.0.1:" + port
						+ "/shop\n    username: app\n    password: " + SECRET);
		FailedStart failed = start(Map.of("DATABASE_URL", "postgresql://app:" + SECRET + "@db.example.com/shop"),
				"spring.config.additional-location=file:" + file);
		assertThat(failed.description()).startsWith("Ignored: variable DATABASE_URL = db.example.com:5432/shop")
			.contains("\nConnection to 127.0.0.1:" + port + " was refused. (SQLSTATE 08001, 2 attempts in ",
					"application.yml] - 3:10");
	}

	@Test
	void whenHostHasOnlyAnIpv6AddressThenThePoolerIsNamed() throws IOException {
		String host = "db.abcdefghijklmnopqrst.supabase.co";
		Path hosts = Files.writeString(this.directory.resolve("hosts"), "2001:db8::1 " + host + "\n");
		FailedStart failed = start(
				Map.of("JAVA_TOOL_OPTIONS", "-Djdk.net.hosts.file=" + hosts, "DATABASE_URL",
						"postgresql://postgres:" + SECRET + "@" + host + "/postgres"),
				"chanuka.db.environment=development", "chanuka.db.connect-timeout=2s");
		assertThat(failed.description()).startsWith("Host " + host + " has an IPv6 address only");
		assertThat(failed.action()).contains(
				"postgresql://postgres.abcdefghijklmnopqrst:<password>@aws-0-<region>.pooler.supabase.com:5432/postgres");
	}

	@Test
	void whenPasswordIsWrongThenTheVariableIsNamed() {
		TestDatabase database = PostgresServer.newDatabase();
		FailedStart failed = start(Map.of("DATABASE_URL", "postgresql://" + database.migrator() + ":" + SECRET
				+ "@127.0.0.1:" + database.port() + "/" + database.name()));
		assertThat(failed.description()).startsWith("User " + database.migrator() + " was refused by ")
			.endsWith("\n  Set by: variable DATABASE_URL");
	}

	private static FailedStart start(Map<String, String> variables, String... properties) {
		try (ChildApplication application = ChildApplication.start(TestApplication.class, variables,
				Stream
					.concat(Stream.of("chanuka.db.startup.max-attempts=2", "chanuka.db.startup.initial-delay=100ms"),
							Arrays.stream(properties))
					.toArray(String[]::new))) {
			assertThat(application.awaitExit()).as(application.output()).isEqualTo(1);
			FailedStart failed = new FailedStart(application.output());
			failed.assertIsShortAndClean(SECRET);
			return failed;
		}
	}

}

package io.chanuka.db.autoconfigure.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.chanuka.db.testsupport.JavaCommand;
import io.chanuka.db.testsupport.ListeningPorts;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Commands in a process of their own: exit code, streams, ports and Ctrl-C.
 */
class CommandProcessIT {

	private static final Duration LIMIT = Duration.ofSeconds(90);

	private final TestDatabase database = PostgresServer.newDatabase();

	@TempDir
	private Path directory;

	@Test
	void whenCommandEndsThenStandardOutputHasTheReportOnlyAndTheExitCodeIsItsOutcome() throws Exception {
		Process process = start("chanuka.db.run=validate", "chanuka.db.run-format=json");
		assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isOne();
		assertThat(JsonMapper.shared().readTree(output()).path("pending").asInt()).isOne();
		assertThat(Files.readString(errors())).contains("Database of this application")
			.doesNotContain("Spring Boot ::");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void whenHealthIsRepeatedThenNoPortIsOpenAndCtrlCEndsIt() throws Exception {
		Process process = start("chanuka.db.run=health", "chanuka.db.run-every=200ms", "chanuka.db.run-format=json",
				"management.server.port=0");
		try {
			Awaitility.await().atMost(LIMIT).until(() -> output().lines().count() >= 3 || !process.isAlive());
			assertThat(ListeningPorts.of(process.pid())).isEmpty();
			assertThat(output().lines()).allSatisfy(
					(line) -> assertThat(JsonMapper.shared().readTree(line).path("succeeded").asBoolean()).isTrue());
			new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
			assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
			assertThat(process.exitValue()).isEqualTo(128 + 2);
		}
		finally {
			process.destroyForcibly();
		}
	}

	/**
	 * A process that was started in the background of a shell without job control ignores
	 * SIGINT, and so do its children, unless the signal is reset.
	 */
	private Process start(String... options) throws IOException {
		List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
		command.addAll(JavaCommand.of(TestApplication.class));
		command.addAll(List.of("--server.port=0", "--chanuka.db.url=" + this.database.runtimeUrl(),
				"--chanuka.db.migration.url=" + this.database.migrationUrl()));
		Arrays.stream(options).map((option) -> "--" + option).forEach(command::add);
		return new ProcessBuilder(command).redirectOutput(this.directory.resolve("output").toFile())
			.redirectError(errors().toFile())
			.start();
	}

	private String output() throws IOException {
		return Files.readString(this.directory.resolve("output"));
	}

	private Path errors() {
		return this.directory.resolve("errors");
	}

}

package io.chanuka.db.startup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.chanuka.db.testsupport.BlackHole;
import io.chanuka.db.testsupport.ChildApplication;
import io.chanuka.db.testsupport.HostsFile;
import io.chanuka.db.testsupport.RestartableServer;
import io.chanuka.db.testsupport.TestApplication;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A database that is unavailable for a while when applications of every kind are started:
 * all of them come up without a restart.
 */
@Tag("endurance")
class LateDatabaseFaultsIT {

	private static final Log logger = LogFactory.getLog(LateDatabaseFaultsIT.class);

	private final List<ChildApplication> applications = new ArrayList<>();

	private RestartableServer server;

	@TempDir
	private Path directory;

	@BeforeEach
	void createServer() {
		this.server = new RestartableServer(60);
		StartupUse.createUsers(this.server);
	}

	@AfterEach
	void close() throws IOException {
		this.applications.forEach(ChildApplication::close);
		this.server.close();
	}

	@Test
	void whenTheServerIsAMinuteLateThenAllStart() {
		this.server.kill();
		start("127.0.0.1:" + this.server.port(), Map.of());
		await(Duration.ofSeconds(60));
		this.server.start();
		assertStart("60 s late");
	}

	@Test
	void whenTheServerIsInRecoveryThenAllStart() {
		this.server.kill();
		this.server.startInRecovery();
		start("127.0.0.1:" + this.server.port(), Map.of());
		await(Duration.ofSeconds(8));
		this.server.promote();
		assertStart("in recovery for 8 s");
	}

	@Test
	void whenTheServerIsFullThenAllStart() throws SQLException {
		List<Connection> connections = this.server.fill();
		start("127.0.0.1:" + this.server.port(), Map.of());
		await(Duration.ofSeconds(8));
		for (Connection connection : connections) {
			connection.close();
		}
		assertStart("full for 8 s");
	}

	@Test
	void whenTheServerDoesNotAnswerThenAllStart() throws IOException {
		try (BlackHole blackHole = new BlackHole(this.server.port())) {
			blackHole.swallow();
			start("127.0.0.1:" + blackHole.port(), Map.of());
			await(Duration.ofSeconds(8));
			blackHole.answer();
			assertStart("no answer for 8 s");
		}
	}

	@Test
	void whenTheHostIsUnknownThenAllStart() {
		HostsFile hosts = new HostsFile(this.directory);
		start("db.test:" + this.server.port(), hosts.variables());
		await(Duration.ofSeconds(5));
		hosts.add("db.test");
		assertStart("unknown host for 5 s");
	}

	private void start(String address, Map<String, String> variables) {
		for (StartupUse use : StartupUse.values()) {
			this.applications.add(ChildApplication.start(TestApplication.class, variables,
					use.properties(address, "chanuka.db.startup.timeout=90s", "chanuka.db.environment=staging",
							"chanuka.db.pool.max-size=3", "chanuka.db.pool.min-idle=1")));
		}
	}

	/**
	 * Waits for a while after each application has failed once, or made an attempt that
	 * is not answered.
	 */
	private void await(Duration duration) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(90))
			.until(() -> this.applications.stream()
				.allMatch((application) -> application.output().contains("Cannot connect to ")));
		Awaitility.await().pollDelay(duration).atMost(duration.multipliedBy(8)).until(() -> true);
	}

	private void assertStart(String fault) {
		long over = System.nanoTime();
		assertThat(this.applications).allSatisfy((application) -> {
			application.port();
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.until(() -> application.get("/actuator/health/readiness").contains("\"UP\"")
						&& application.output().contains("Connected to "));
		});
		logger.info("Connected after " + fault + ": "
				+ Arrays.stream(StartupUse.values())
					.map((use) -> use + " "
							+ Duration.ofNanos(this.applications.get(use.ordinal()).timeOf("Connected to ") - over)
								.toMillis()
							+ " ms")
					.collect(Collectors.joining(", ")));
	}

}

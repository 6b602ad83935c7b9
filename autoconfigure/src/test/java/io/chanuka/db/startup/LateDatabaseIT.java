package io.chanuka.db.startup;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import javax.sql.DataSource;

import io.chanuka.db.testsupport.RestartableServer;
import io.chanuka.db.testsupport.TestApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The server accepts connections some seconds after the application was started: it does
 * not run yet, is in recovery or is full.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class LateDatabaseIT {

	private static final Executor NEW_THREAD = (task) -> new Thread(task, "starting").start();

	private static RestartableServer server;

	@BeforeAll
	static void createServer() {
		server = new RestartableServer(20);
		StartupUse.createUsers(server);
	}

	@AfterAll
	static void closeServer() throws IOException {
		server.close();
	}

	@BeforeEach
	void killServer() {
		if (server.accepts()) {
			server.kill();
		}
	}

	@ParameterizedTest
	@EnumSource
	void whenTheServerIsLateThenTheApplicationStartsWithoutARestart(StartupUse use, CapturedOutput output) {
		CompletableFuture<ConfigurableApplicationContext> starting = start(use);
		awaitOutput(output, "Cannot connect to " + address() + " (connection refused); retrying for up to");
		server.start();
		awaitStart(starting, output);
	}

	@ParameterizedTest
	@EnumSource(names = { "FLYWAY_WITH_TWO_URLS", "JPA", "POOL" })
	void whenTheServerIsInRecoveryThenTheApplicationStartsWhenItIsPromoted(StartupUse use, CapturedOutput output) {
		server.startInRecovery();
		CompletableFuture<ConfigurableApplicationContext> starting = start(use);
		awaitOutput(output,
				"Cannot connect to " + address() + " (the database system is not accepting connections); retrying");
		server.promote();
		awaitStart(starting, output);
	}

	@ParameterizedTest
	@EnumSource(names = { "FLYWAY", "JPA_WITH_TWO_URLS", "POOL_WITH_TWO_URLS" })
	void whenTheServerIsFullThenTheApplicationStartsWhenConnectionsAreFree(StartupUse use, CapturedOutput output)
			throws SQLException {
		server.start();
		List<Connection> connections = server.fill();
		try {
			CompletableFuture<ConfigurableApplicationContext> starting = start(use);
			awaitOutput(output, "Cannot connect to " + address() + " (sorry, too many clients already); retrying");
			for (Connection connection : connections) {
				connection.close();
			}
			awaitStart(starting, output);
		}
		finally {
			for (Connection connection : connections) {
				connection.close();
			}
		}
	}

	private static void awaitStart(CompletableFuture<ConfigurableApplicationContext> starting, CapturedOutput output) {
		try (ConfigurableApplicationContext context = starting.join();
				Connection connection = connect(context, output)) {
			assertThat(context.isRunning()).isTrue();
			assertThat(connection.isValid(5)).isTrue();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Connection connect(ConfigurableApplicationContext context, CapturedOutput output)
			throws SQLException {
		awaitOutput(output, "Connected to " + address() + " after ");
		Awaitility.await().atMost(Duration.ofSeconds(8)).until(() -> isReady(context));
		return context.getBean(DataSource.class).getConnection();
	}

	private static boolean isReady(ConfigurableApplicationContext context) {
		return context.getBean(ApplicationAvailability.class).getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC;
	}

	private static CompletableFuture<ConfigurableApplicationContext> start(StartupUse use) {
		return CompletableFuture.supplyAsync(
				() -> TestApplication.start(use.properties(address(), "chanuka.db.startup.timeout=60s")), NEW_THREAD);
	}

	private static String address() {
		return "127.0.0.1:" + server.port();
	}

	private static void awaitOutput(CapturedOutput output, String text) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> output.getAll().contains(text));
	}

}

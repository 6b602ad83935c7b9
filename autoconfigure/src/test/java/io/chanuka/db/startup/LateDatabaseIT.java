package io.chanuka.db.startup;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
 * The server accepts connections some seconds after the application was started.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class LateDatabaseIT {

	private static final Executor NEW_THREAD = (task) -> new Thread(task, "starting").start();

	private static final String NO_FLYWAY = "spring.flyway.enabled=false";

	/**
	 * The tests exclude it by default.
	 */
	private static final String JPA_ON = "spring.autoconfigure.exclude="
			+ "org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration,"
			+ "net.ttddyy.observation.boot.autoconfigure.DataSourceObservationAutoConfiguration";

	private static RestartableServer server;

	@BeforeAll
	static void createServer() {
		server = new RestartableServer();
		server.execute("create role migrator superuser login password 'secret'");
		server.execute("grant all on schema public to " + RestartableServer.USER);
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
	void whenTheServerIsLateThenTheApplicationStartsWithoutARestart(Use use, CapturedOutput output)
			throws SQLException {
		CompletableFuture<ConfigurableApplicationContext> starting = start(use.properties());
		awaitOutput(output,
				"Cannot connect to 127.0.0.1:" + server.port() + " (connection refused); retrying for up to");
		server.start();
		try (ConfigurableApplicationContext context = starting.join()) {
			assertThat(context.isRunning()).isTrue();
			awaitOutput(output, "Connected to 127.0.0.1:" + server.port() + " after ");
			Awaitility.await().atMost(Duration.ofSeconds(8)).until(() -> isReady(context));
			try (Connection connection = context.getBean(DataSource.class).getConnection()) {
				assertThat(connection.isValid(5)).isTrue();
			}
		}
	}

	private static boolean isReady(ConfigurableApplicationContext context) {
		return context.getBean(ApplicationAvailability.class).getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC;
	}

	private static CompletableFuture<ConfigurableApplicationContext> start(String... properties) {
		List<String> all = new ArrayList<>(List.of("chanuka.db.url=" + server.url(), "chanuka.db.startup.timeout=60s"));
		all.addAll(Arrays.asList(properties));
		return CompletableFuture.supplyAsync(() -> TestApplication.start(all.toArray(String[]::new)), NEW_THREAD);
	}

	private static void awaitOutput(CapturedOutput output, String text) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> output.getAll().contains(text));
	}

	/**
	 * What connects when the application starts.
	 */
	private enum Use {

		FLYWAY(), FLYWAY_WITH_TWO_URLS(migrator()), JPA(NO_FLYWAY, JPA_ON), JPA_WITH_TWO_URLS(JPA_ON, migrator()),
		POOL(NO_FLYWAY), POOL_WITH_TWO_URLS(NO_FLYWAY, migrator());

		private final String[] properties;

		Use(String... properties) {
			this.properties = properties;
		}

		String[] properties() {
			return Arrays.stream(this.properties)
				.map((property) -> property.replace("PORT", Integer.toString(server.port())))
				.toArray(String[]::new);
		}

		private static String migrator() {
			return "chanuka.db.migration.url=postgresql://migrator:secret@127.0.0.1:PORT/postgres?sslmode=disable";
		}

	}

}

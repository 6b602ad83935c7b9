package io.chanuka.db.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

import javax.sql.DataSource;

import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.testsupport.BlackHole;
import io.chanuka.db.testsupport.FakeServer;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import io.chanuka.db.testsupport.TestSettings;
import io.chanuka.db.transport.EndpointSockets;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * A server that accepts and never answers, or stops to answer, blocks no thread for
 * longer than the timeout.
 */
@Timeout(120)
class BlackHoleIT {

	private static final Duration EIGHTFOLD = Duration.ofSeconds(8);

	@Test
	void firstBorrowEndsWithTheConnectionTimeout() throws Exception {
		try (FakeServer server = FakeServer.silent();
				ConfigurableApplicationContext context = TestApplication.start(url(server.port()),
						"spring.flyway.enabled=false", "spring.datasource.connection-fetch=lazy",
						"chanuka.db.pool.connection-timeout=1s", "chanuka.db.login-timeout=30s")) {
			assertBorrowEnds(RuntimePool.behind(context.getBean(DataSource.class)));
		}
	}

	@Test
	void startEndsWithTheLoginTimeout() throws Exception {
		try (FakeServer server = FakeServer.silent()) {
			long start = System.nanoTime();
			Throwable failure = catchThrowable(() -> TestApplication.start(url(server.port()),
					"chanuka.db.login-timeout=1s", "chanuka.db.connect-timeout=60s",
					"chanuka.db.pool.connection-timeout=60s", "chanuka.db.startup.timeout=0s"));
			// Either the driver has waited long enough, or its socket has.
			assertThat(failure).hasStackTraceContaining("PSQLException");
			assertThat(since(start)).isLessThan(Duration.ofSeconds(20));
		}
	}

	@Test
	void startWithoutMigrationsIsHeldUpNoLongerThanAnAcquire() throws Exception {
		try (FakeServer server = FakeServer.silent()) {
			long start = System.nanoTime();
			try (ConfigurableApplicationContext context = TestApplication.start(url(server.port()),
					"spring.flyway.enabled=false", "chanuka.db.login-timeout=30s",
					"chanuka.db.pool.connection-timeout=1s")) {
				assertThat(since(start)).isLessThan(Duration.ofSeconds(20));
				assertBorrowEnds(context.getBean(RuntimePool.class));
			}
		}
	}

	@Test
	void whenTheServerStopsToAnswerThenBorrowsEndAllTheSame() throws Exception {
		TestDatabase database = PostgresServer.newDatabase();
		try (BlackHole server = new BlackHole(database.port());
				ConfigurableApplicationContext context = TestApplication.start(
						"chanuka.db.url="
								+ database.runtimeUrl().replace(":" + database.port() + "/", ":" + server.port() + "/"),
						"chanuka.db.migration.url=" + database.migrationUrl(), "chanuka.db.pool.min-idle=3",
						"chanuka.db.pool.connection-timeout=1s", "chanuka.db.pool.validation-timeout=1s",
						"chanuka.db.login-timeout=10s")) {
			RuntimePool pool = context.getBean(RuntimePool.class);
			JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> pool.snapshot().idle() >= 3);
			server.swallow();
			// HikariCP hands out what was used a moment ago without validation.
			Awaitility.await().pollDelay(Duration.ofMillis(600)).until(() -> true);
			for (int borrow = 0; borrow < 3; borrow++) {
				assertBorrowEnds(pool);
			}
			server.answer();
			Awaitility.await()
				.atMost(Duration.ofSeconds(80))
				.ignoreExceptions()
				.until(() -> jdbc.queryForObject("select 1", Integer.class) == 1);
		}
	}

	/**
	 * The driver abandons the thread that opens a connection; it must not stay.
	 */
	@Test
	void whenOpeningTimesOutThenNoThreadIsLeftBehind() throws Exception {
		try (FakeServer server = FakeServer.silent()) {
			DatabaseSettings settings = TestSettings
				.resolve(Map.of("url", "postgresql://u:p@localhost:" + server.port() + "/db?sslmode=disable",
						"login-timeout", Duration.ofSeconds(1)));
			PhysicalConnectionSource source = PhysicalConnectionSource.runtime(settings, EndpointSockets.of(settings),
					new Properties());
			long before = openers();
			assertThatExceptionOfType(SQLException.class).isThrownBy(source::getConnection);
			Awaitility.await().atMost(EIGHTFOLD).until(() -> openers() <= before);
		}
	}

	@Test
	void whatHoldsWhileAConnectionIsOpenedDoesNotHoldAfterwards() throws Exception {
		TestDatabase database = PostgresServer.newDatabase();
		assertThat(networkTimeout(Map.of("url", database.runtimeUrl()))).isZero();
		assertThat(networkTimeout(Map.of("url", database.runtimeUrl() + "?socketTimeout=40"))).isEqualTo(40_000);
	}

	private static int networkTimeout(Map<String, Object> values) throws SQLException {
		DatabaseSettings settings = TestSettings.resolve(new HashMap<>(values));
		PhysicalConnectionSource source = PhysicalConnectionSource.runtime(settings, EndpointSockets.of(settings),
				new Properties());
		try (Connection connection = source.getConnection()) {
			return connection.getNetworkTimeout();
		}
	}

	private static long openers() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("PostgreSQL JDBC driver connection"))
			.count();
	}

	private static void assertBorrowEnds(RuntimePool pool) {
		long start = System.nanoTime();
		assertThatExceptionOfType(SQLTransientConnectionException.class).isThrownBy(pool::getConnection);
		assertThat(since(start)).isBetween(Duration.ofMillis(900), EIGHTFOLD);
	}

	private static Duration since(long start) {
		return Duration.ofNanos(System.nanoTime() - start);
	}

	private static String url(int port) {
		return "chanuka.db.url=postgresql://u:p@localhost:" + port + "/db";
	}

}

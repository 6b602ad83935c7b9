package io.chanuka.db.pool;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import javax.sql.DataSource;

import io.chanuka.db.connection.CloseReason;
import io.chanuka.db.connection.ConnectionsSnapshot;
import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.testsupport.DelayProxy;
import io.chanuka.db.testsupport.FakeServer;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is open when an application has started, on a server with a round trip of 25 ms.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class PoolWarmUpIT {

	private static final Log logger = LogFactory.getLog(PoolWarmUpIT.class);

	private static final Duration ONE_WAY = Duration.ofMillis(25);

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void theFirstBorrowOpensNothingBecauseTheMinimumIsOpen() throws Exception {
		try (DelayProxy proxy = new DelayProxy(this.database.port(), ONE_WAY);
				ConfigurableApplicationContext context = start(proxy.port(), "chanuka.db.pool.max-size=5",
						"chanuka.db.pool.min-idle=5")) {
			RuntimePool pool = context.getBean(RuntimePool.class);
			assertThat(pool.source().connections().size()).isEqualTo(5);
			assertThat(proxy.connections()).isEqualTo(5);
			long first = timeOfQuery(pool);
			assertThat(proxy.connections()).isEqualTo(5);
			logger.info("First borrow and query " + first + " ms, second " + timeOfQuery(pool) + " ms");
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> pool.snapshot().idle() == 5);
			assertThat(proxy.connections()).isEqualTo(5);
		}
	}

	@ParameterizedTest
	@CsvSource({ "chanuka.db.pool.keepalive-time=90s, false", "chanuka.db.pool.idle-timeout=40s, true",
			"spring.datasource.hikari.idle-timeout=40000, true" })
	void hikariWarnsOfAnIdleTimeoutWithoutEffectOnlyIfItWasSet(String property, boolean warns, CapturedOutput output)
			throws SQLException {
		try (ConfigurableApplicationContext context = start(this.database.port(), "chanuka.db.pool.max-size=5",
				"chanuka.db.pool.min-idle=5", property)) {
			timeOfQuery(context.getBean(RuntimePool.class));
		}
		String warning = "idleTimeout has been set but has no effect because the pool is operating as a fixed size pool";
		assertThat(output.getAll().contains(warning)).isEqualTo(warns);
		assertThat(output).doesNotContain("set on the pool by the application");
	}

	private static long timeOfQuery(RuntimePool pool) throws SQLException {
		long start = System.nanoTime();
		try (Connection connection = pool.getConnection();
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("select 1")) {
			assertThat(row.next()).isTrue();
		}
		return Duration.ofNanos(System.nanoTime() - start).toMillis();
	}

	@Test
	void theMinimumIsOpenedSideBySide() throws IOException {
		try (DelayProxy proxy = new DelayProxy(this.database.port(), ONE_WAY);
				RuntimePool pool = TestPools.of(url(proxy.port()), Duration.ofSeconds(20))) {
			proxy.hold(true);
			pool.warmUp();
			Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> proxy.connections() == 5);
			assertThat(pool.source().connections().size()).isZero();
			proxy.hold(false);
			assertThat(pool.source().preopened().awaitAttempts(Duration.ofSeconds(20))).isEqualTo(5);
			logger.info("From the first to the last backend: "
					+ this.database.query("select max(backend_start) - min(backend_start) from pg_stat_activity "
							+ "where usename = '" + this.database.runtime() + "'"));
		}
	}

	/**
	 * All instances of an application open theirs when it is deployed, or when the server
	 * is back.
	 */
	@Test
	void noMoreThanFiveAreOpenedAtTheSameTime() throws IOException {
		try (DelayProxy proxy = new DelayProxy(this.database.port(), ONE_WAY);
				PhysicalConnectionSource source = TestPools.source(url(proxy.port()))) {
			source.recoverFor(() -> 12);
			proxy.hold(true);
			source.preopened().fill(12, Duration.ZERO);
			Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> proxy.connections() == 5);
			Awaitility.await()
				.during(Duration.ofMillis(500))
				.atMost(Duration.ofSeconds(10))
				.until(() -> proxy.connections() == 5);
			proxy.hold(false);
			assertThat(source.preopened().awaitAttempts(Duration.ofSeconds(20))).isEqualTo(12);
		}
	}

	@Test
	void whatIsOpenedAfterTheStartIsClosedIfThePoolDoesNotTakeIt() throws IOException {
		try (DelayProxy proxy = new DelayProxy(this.database.port(), ONE_WAY)) {
			proxy.hold(true);
			try (ConfigurableApplicationContext context = start(proxy.port(), "chanuka.db.pool.min-idle=5",
					"chanuka.db.pool.connection-timeout=1s", "chanuka.db.login-timeout=60s",
					"spring.flyway.enabled=false")) {
				PhysicalConnectionSource source = context.getBean(RuntimePool.class).source();
				assertThat(source.connections().size()).isZero();
				proxy.hold(false);
				Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> source.connections().size() == 5);
				Awaitility.await().atMost(Duration.ofSeconds(80)).until(() -> source.connections().size() == 0);
				assertThat(source.counts().closed()).containsEntry(CloseReason.RETIRED, 5L);
			}
		}
	}

	@Test
	void theMinimumIsOpenedBesideTheMigration() throws IOException {
		try (DelayProxy proxy = new DelayProxy(this.database.port(), ONE_WAY);
				ConfigurableApplicationContext context = start(proxy.port(), "chanuka.db.pool.max-size=5",
						"chanuka.db.pool.min-idle=5", "spring.flyway.locations=classpath:db/slow")) {
			assertThat(context.isRunning()).isTrue();
			assertThat(this.database.query("select count(*) from pg_stat_activity, took where usename = '"
					+ this.database.runtime() + "' and backend_start < ended"))
				.containsExactly("5");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "chanuka.db.pool.min-idle=0", "spring.datasource.connection-fetch=lazy",
			"chanuka.db.environment=testing" })
	void whenSwitchedOffThenNothingIsOpened(String property) {
		try (ConfigurableApplicationContext context = start(this.database.port(), property)) {
			RuntimePool pool = RuntimePool.behind(context.getBean(DataSource.class));
			assertThat(pool.source().counts().opened()).isZero();
			assertThat(this.database.connectedUsers()).doesNotContain(this.database.runtime());
		}
	}

	@Test
	void whenTheDatabaseIsDownThenTheApplicationStartsAndThatIsLogged(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(FakeServer.refusedPort(), "spring.flyway.enabled=false")) {
			RuntimePool pool = context.getBean(RuntimePool.class);
			assertThat(context.isRunning()).isTrue();
			assertThat(pool.source().counts().failed().get(FailureKind.UNREACHABLE)).isPositive();
			assertThat(output).contains("starts without a connection to 127.0.0.1:").contains(": unreachable");
		}
	}

	@Test
	void whenTheMigrationCreatesTheRoleThenThePoolIsWarmAllTheSame() throws Exception {
		String role = "late_" + this.database.name();
		String bare = "127.0.0.1:" + this.database.port() + "/" + this.database.name();
		try (ConfigurableApplicationContext context = TestApplication.start(
				"chanuka.db.url=postgresql://" + role + ":created@" + bare,
				"chanuka.db.migration.url=postgresql://postgres@" + bare, "chanuka.db.pool.min-idle=2",
				"chanuka.db.pool.max-size=2", "spring.flyway.locations=classpath:db/role",
				"spring.flyway.placeholders.role=" + role)) {
			RuntimePool pool = context.getBean(RuntimePool.class);
			ConnectionsSnapshot counts = pool.source().counts();
			assertThat(counts.failed()).containsEntry(FailureKind.AUTHENTICATION, 2L);
			assertThat(counts.opened()).isEqualTo(2);
			timeOfQuery(pool);
			assertThat(pool.source().counts().opened()).isEqualTo(2);
		}
	}

	@Test
	void whatWasIdleTooLongIsValidatedBeforeItIsHandedOut() throws Exception {
		try (RuntimePool pool = TestPools.of(this.database.runtimeUrl(), Duration.ofSeconds(20))) {
			pool.setMinimumIdle(1);
			pool.warmUp();
			assertThat(pool.source().preopened().awaitAttempts(Duration.ofSeconds(20))).isEqualTo(1);
			this.database.query("select pg_terminate_backend(pid, 20000) from pg_stat_activity where usename = '"
					+ this.database.runtime() + "'");
			Awaitility.await().pollDelay(Duration.ofMillis(600)).until(() -> true);
			timeOfQuery(pool);
			assertThat(pool.source().counts().closed()).containsEntry(CloseReason.VALIDATION, 1L);
		}
	}

	private ConfigurableApplicationContext start(int runtimePort, String... properties) {
		String[] all = new String[properties.length + 2];
		System.arraycopy(properties, 0, all, 2, properties.length);
		all[0] = "chanuka.db.url=" + url(runtimePort);
		all[1] = "chanuka.db.migration.url=" + this.database.migrationUrl();
		return TestApplication.start(all);
	}

	private String url(int port) {
		return this.database.runtimeUrl().replace(":" + this.database.port() + "/", ":" + port + "/");
	}

}

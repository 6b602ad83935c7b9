package io.chanuka.db.pool.probe;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.pool.Clients;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.pool.TestPools;
import io.chanuka.db.testsupport.BlackHole;
import io.chanuka.db.testsupport.FakeServer;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a probe reports of a server that is alive, although the pool had no connection to
 * give.
 */
class DatabaseProbeIT {

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void oneBrokenConnectionIsNotADeadServer() throws SQLException {
		try (ConfigurableApplicationContext context = start()) {
			RuntimePool pool = context.getBean(RuntimePool.class);
			int backend = backend(pool);
			PostgresServer.execute("postgres", "select pg_terminate_backend(" + backend + ")");
			assertThat(probe(pool).failure()).isNull();
		}
	}

	@Test
	void serverThatHasNoMoreConnectionsToGiveIsAlive() throws SQLException {
		PostgresServer.execute("postgres", "alter role " + this.database.runtime() + " connection limit 1");
		try (ConfigurableApplicationContext context = start()) {
			RuntimePool pool = context.getBean(RuntimePool.class);
			try (Connection borrowed = pool.getConnection()) {
				assertThat(pool.snapshot().hasNoneLeft()).isFalse();
				assertThat(probe(pool).isAlive()).isTrue();
				assertThat(probe(pool).failure()).isEqualTo(FailureKind.TOO_MANY_CONNECTIONS);
				assertThat(borrowed.isValid(5)).isTrue();
			}
			assertThat(probe(pool).failure()).isNull();
		}
	}

	/**
	 * HikariCP hands out connections unchecked that were used a moment ago, so an acquire
	 * alone proves nothing.
	 */
	@Test
	void connectionsThatAreAcquiredAndNotReturnedDoNotProveThatTheServerWorks() throws Exception {
		try (BlackHole proxy = new BlackHole(this.database.port());
				RuntimePool pool = TestPools
					.of(this.database.runtimeUrl().replace(":" + this.database.port() + "/", ":" + proxy.port() + "/")
							+ "?sslmode=disable&socketTimeout=10", Duration.ofSeconds(2))) {
			pool.setMaximumPoolSize(30);
			pool.setMinimumIdle(30);
			try (Clients clients = new Clients(pool)) {
				Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> pool.snapshot().total() == 30);
				assertThat(probe(pool).failure()).isNull();
				proxy.swallow();
				assertThat(probe(pool).isAlive()).isFalse();
				assertThat(clients.failures()).isZero();
			}
		}
	}

	@Test
	void poolThatHasNotStartedIsNotWaitedFor() throws IOException {
		try (FakeServer hole = FakeServer.silent();
				ConfigurableApplicationContext context = TestApplication.start(
						"chanuka.db.url=postgresql://app:secret@127.0.0.1:" + hole.port() + "/shop?sslmode=disable",
						"spring.flyway.enabled=false", "chanuka.db.pool.connection-timeout=20s",
						"chanuka.db.pool.min-idle=0")) {
			RuntimePool pool = context.getBean(RuntimePool.class);
			long start = System.nanoTime();
			assertThat(probe(pool).failure()).isEqualTo(FailureKind.TIMEOUT);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(12));
		}
	}

	private ConfigurableApplicationContext start() {
		return TestApplication.start("chanuka.db.url=" + this.database.runtimeUrl(), "spring.flyway.enabled=false",
				"chanuka.db.pool.max-size=2", "chanuka.db.pool.min-idle=1");
	}

	private static ProbeOutcome probe(RuntimePool pool) {
		return new DatabaseProbe(pool, List.of(), Clock.systemUTC()).run(TIMEOUT);
	}

	private static int backend(RuntimePool pool) throws SQLException {
		try (Connection connection = pool.getConnection();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select pg_backend_pid()")) {
			rows.next();
			return rows.getInt(1);
		}
	}

}

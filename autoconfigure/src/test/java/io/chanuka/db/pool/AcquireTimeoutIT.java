package io.chanuka.db.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.chanuka.db.connection.CloseReason;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.RestartableServer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.log.LogMessage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long a caller waits for a connection while others reach their maximum uses.
 */
@Timeout(120)
class AcquireTimeoutIT {

	private static final Log logger = LogFactory.getLog(AcquireTimeoutIT.class);

	private static final Duration ACQUIRE_TIMEOUT = Duration.ofMillis(500);

	private static final int CONNECTIONS = 16;

	/**
	 * A server that is frozen opens no other connections in their place.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3 })
	void whenConnectionsAreReturnedAtTheirMaximumUsesThenTheTimeoutDoesNotBeginAgain(int maximumUses) throws Exception {
		try (RestartableServer server = new RestartableServer();
				RuntimePool pool = TestPools.of(server.url(), ACQUIRE_TIMEOUT)) {
			pool.setMaximumPoolSize(CONNECTIONS);
			pool.setMinimumIdle(CONNECTIONS);
			pool.useLimit().setMaximum(maximumUses);
			pool.warmUp();
			assertThat(pool.source().preopened().awaitAttempts(Duration.ofSeconds(30))).isEqualTo(CONNECTIONS);
			List<Connection> last = atLastUse(pool, maximumUses);
			server.freeze(true);
			try {
				CompletableFuture<Duration> waited = CompletableFuture.supplyAsync(() -> waitUntilTimeout(pool),
						(task) -> new Thread(task).start());
				for (Connection connection : last) {
					Awaitility.await().pollDelay(ACQUIRE_TIMEOUT.multipliedBy(4).dividedBy(5)).until(() -> true);
					connection.close();
				}
				Duration wait = waited.get(60, TimeUnit.SECONDS);
				logger.info(LogMessage.format("Maximum uses %d, timeout %d ms: waited %d ms", maximumUses,
						ACQUIRE_TIMEOUT.toMillis(), wait.toMillis()));
				assertThat(wait).isBetween(ACQUIRE_TIMEOUT.minusMillis(10), ACQUIRE_TIMEOUT.multipliedBy(8));
			}
			finally {
				server.freeze(false);
			}
		}
	}

	/**
	 * Acquires all connections for their last use.
	 */
	private static List<Connection> atLastUse(RuntimePool pool, int maximumUses) throws SQLException {
		List<Connection> acquired = acquireAll(pool);
		for (int use = 1; use < maximumUses; use++) {
			for (Connection connection : acquired) {
				connection.close();
			}
			acquired = acquireAll(pool);
		}
		return acquired;
	}

	private static List<Connection> acquireAll(RuntimePool pool) throws SQLException {
		List<Connection> acquired = new ArrayList<>();
		for (int i = 0; i < CONNECTIONS; i++) {
			acquired.add(pool.getConnection());
		}
		return acquired;
	}

	/**
	 * HikariCP opens others up to its minimum only, and that is zero here.
	 */
	@Test
	void whenTheOnlyConnectionIsReturnedAtItsMaximumUsesThenThoseThatWaitGetAnother() throws Exception {
		try (RuntimePool pool = TestPools.of(PostgresServer.newDatabase().runtimeUrl(), Duration.ofSeconds(30))) {
			pool.setMaximumPoolSize(1);
			pool.setMinimumIdle(0);
			pool.useLimit().setMaximum(2);
			pool.getConnection().close();
			List<CompletableFuture<Void>> waiting = new ArrayList<>();
			try (Connection last = pool.getConnection()) {
				for (int i = 0; i < 3; i++) {
					waiting.add(CompletableFuture.runAsync(() -> acquire(pool), (task) -> new Thread(task).start()));
				}
				Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> pool.snapshot().waiting() == 3);
				assertThat(last.isValid(5)).isTrue();
			}
			for (CompletableFuture<Void> each : waiting) {
				assertThat(each).succeedsWithin(Duration.ofSeconds(20));
			}
			assertThat(pool.source().counts().closed()).containsEntry(CloseReason.USES, 2L);
		}
	}

	private static void acquire(RuntimePool pool) {
		try (Connection connection = pool.getConnection()) {
			connection.createStatement().execute("select 1");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Duration waitUntilTimeout(RuntimePool pool) {
		long start = System.nanoTime();
		try (Connection connection = pool.getConnection()) {
			throw new IllegalStateException("Acquired " + connection);
		}
		catch (SQLException ex) {
			return Duration.ofNanos(System.nanoTime() - start);
		}
	}

}

package io.chanuka.db.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many connections are awaited while threads that have one task each come and go.
 */
@Timeout(120)
class AwaitedIT {

	private final TestDatabase database = PostgresServer.newDatabase();

	private volatile boolean ended;

	/**
	 * Each thread acquires its connection while the one before it holds another, so that
	 * there is always one to await.
	 */
	@Test
	void whenThreadsEndAndOthersAcquireTheirConnectionsThenOneIsAwaited() {
		try (RuntimePool pool = TestPools.of(this.database.migrationUrl(), Duration.ofSeconds(30))) {
			pool.setMaximumPoolSize(2);
			CompletableFuture<Connection> first = new CompletableFuture<>();
			new Thread(() -> hold(pool, new CompletableFuture<>(), first)).start();
			first.join();
			long begin = System.nanoTime();
			int none = 0;
			while (System.nanoTime() - begin < Duration.ofSeconds(5).toNanos()) {
				none += (pool.shutdown().awaited() == 0) ? 1 : 0;
			}
			this.ended = true;
			assertThat(none).isZero();
		}
	}

	private void hold(RuntimePool pool, CompletableFuture<Void> before, CompletableFuture<Connection> acquired) {
		try (Connection connection = pool.getConnection()) {
			acquired.complete(connection);
			before.complete(null);
			if (!this.ended) {
				CompletableFuture<Void> mayReturn = new CompletableFuture<>();
				new Thread(() -> hold(pool, mayReturn, new CompletableFuture<>())).start();
				mayReturn.join();
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

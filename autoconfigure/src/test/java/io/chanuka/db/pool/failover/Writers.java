package io.chanuka.db.pool.failover;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

import javax.sql.DataSource;

import org.awaitility.Awaitility;

/**
 * Twenty clients of a pool that write one row after another, half of them in a
 * transaction.
 */
final class Writers implements AutoCloseable {

	static final int COUNT = 20;

	private static final long THOUGHT = TimeUnit.MILLISECONDS.toNanos(20);

	private final ExecutorService threads = Executors.newFixedThreadPool(COUNT);

	private final AtomicLongArray lastFailure = new AtomicLongArray(COUNT);

	private final AtomicLongArray lastSuccess = new AtomicLongArray(COUNT);

	private final DataSource dataSource;

	private volatile boolean stopped;

	Writers(DataSource dataSource) {
		this.dataSource = dataSource;
		for (int i = 0; i < COUNT; i++) {
			int writer = i;
			this.threads.execute(() -> run(writer));
		}
	}

	private void run(int writer) {
		while (!this.stopped) {
			LockSupport.parkNanos(THOUGHT);
			try {
				write(this.dataSource, writer, writer % 2 == 0);
				this.lastSuccess.set(writer, System.nanoTime());
			}
			catch (SQLException ex) {
				this.lastFailure.set(writer, System.nanoTime());
			}
		}
	}

	static void write(DataSource dataSource, int writer, boolean inTransaction) throws SQLException {
		try (Connection connection = dataSource.getConnection()) {
			connection.setAutoCommit(!inTransaction);
			try (PreparedStatement insert = connection.prepareStatement("insert into entry (writer) values (?)")) {
				insert.setInt(1, writer);
				insert.execute();
			}
			if (inTransaction) {
				connection.commit();
			}
		}
	}

	/**
	 * Waits until all have succeeded after a moment and then stay without failure for a
	 * while.
	 * @param since the moment, by {@link System#nanoTime()}
	 * @return how long after that moment the last failure of any was
	 */
	Duration awaitSuccess(long since) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> haveAllSucceeded(since));
		long last = 0;
		for (int i = 0; i < COUNT; i++) {
			last = Math.max(last, this.lastFailure.get(i) - since);
		}
		return Duration.ofNanos(last);
	}

	private boolean haveAllSucceeded(long since) {
		long calm = TimeUnit.MILLISECONDS.toNanos(500);
		for (int i = 0; i < COUNT; i++) {
			long success = this.lastSuccess.get(i);
			if (success <= since || success - this.lastFailure.get(i) < calm) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Waits until each has failed after a moment.
	 */
	void awaitFailures(long since) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
			for (int i = 0; i < COUNT; i++) {
				if (this.lastFailure.get(i) <= since) {
					return false;
				}
			}
			return true;
		});
	}

	@Override
	public void close() {
		this.stopped = true;
		this.threads.shutdown();
		Awaitility.await().atMost(Duration.ofMinutes(1)).until(this.threads::isTerminated);
	}

}

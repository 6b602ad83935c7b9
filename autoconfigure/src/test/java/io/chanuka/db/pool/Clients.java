package io.chanuka.db.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import javax.sql.DataSource;

import org.awaitility.Awaitility;

/**
 * Twenty clients of a pool, each of which thinks, borrows a connection and queries, until
 * they are stopped. Query and thought take 20 ms each, so that they need ten connections.
 */
public final class Clients implements AutoCloseable {

	private static final int COUNT = 20;

	private static final long THOUGHT = TimeUnit.MILLISECONDS.toNanos(20);

	private final ExecutorService threads = Executors.newFixedThreadPool(COUNT);

	private final AtomicInteger failures = new AtomicInteger();

	private final AtomicLong longestWait = new AtomicLong();

	private final AtomicLong firstSuccess = new AtomicLong();

	private final DataSource dataSource;

	private volatile boolean stopped;

	public Clients(DataSource dataSource) {
		this.dataSource = dataSource;
		for (int i = 0; i < COUNT; i++) {
			this.threads.execute(this::run);
		}
	}

	private void run() {
		while (!this.stopped) {
			LockSupport.parkNanos(THOUGHT);
			long start = System.nanoTime();
			try (Connection connection = borrow(start); Statement statement = connection.createStatement()) {
				statement.execute("select pg_sleep(0.02)");
				this.firstSuccess.compareAndSet(0, System.nanoTime());
			}
			catch (SQLException ex) {
				this.failures.incrementAndGet();
			}
		}
	}

	private Connection borrow(long start) throws SQLException {
		try {
			return this.dataSource.getConnection();
		}
		finally {
			this.longestWait.accumulateAndGet(System.nanoTime() - start, Math::max);
		}
	}

	/**
	 * Forgets what was measured so far.
	 */
	public void reset() {
		this.failures.set(0);
		this.longestWait.set(0);
		this.firstSuccess.set(0);
	}

	public boolean haveSucceeded() {
		return this.firstSuccess.get() != 0;
	}

	/**
	 * When the first query was answered since the reset, by {@link System#nanoTime()}.
	 */
	long firstSuccess() {
		return this.firstSuccess.get();
	}

	public int failures() {
		return this.failures.get();
	}

	public Duration longestWait() {
		return Duration.ofNanos(this.longestWait.get());
	}

	/**
	 * Returns when each client is done with its query.
	 */
	public void stop() {
		this.stopped = true;
		this.threads.shutdown();
		Awaitility.await().atMost(Duration.ofMinutes(1)).until(this.threads::isTerminated);
	}

	@Override
	public void close() {
		stop();
	}

}

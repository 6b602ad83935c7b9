package io.chanuka.db.pool;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Connections that were opened before the pool asked for them: side by side, where the
 * pool would open one after the other. No lock is held while one is opened, checked or
 * closed.
 */
final class ConnectionStock {

	/**
	 * Younger ones are handed out unchecked, as HikariCP does with those it used lately.
	 */
	private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

	/**
	 * An opening that takes longer is not waited for; another one is begun.
	 */
	private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

	private static final Log logger = LogFactory.getLog(ConnectionStock.class);

	private final Deque<PhysicalConnection> ready = new ArrayDeque<>();

	private final Opening opening;

	private final int validationSeconds;

	private int underWay;

	private boolean closed;

	/**
	 * Create a new instance.
	 * @param opening opens a connection
	 * @param validationSeconds how long one that has lain here may take to answer
	 */
	ConnectionStock(Opening opening, int validationSeconds) {
		this.opening = opening;
		this.validationSeconds = validationSeconds;
	}

	/**
	 * Opens connections side by side, each on a thread of its own.
	 * @param count how many there should be, with those that are ready or under way
	 */
	synchronized void fill(int count) {
		int missing = count - this.ready.size() - this.underWay;
		for (int number = 0; number < missing && !this.closed; number++) {
			Thread thread = new Thread(this::open, "chanuka-db-opener");
			thread.setDaemon(true);
			thread.start();
			// Not before: a thread that could not start will never be done.
			this.underWay++;
		}
	}

	private void open() {
		PhysicalConnection opened = null;
		try {
			opened = this.opening.open();
		}
		catch (SQLException ex) {
			logger.debug("Could not open a connection ahead", ex);
		}
		finally {
			add(opened, 1);
		}
	}

	/**
	 * Puts one in.
	 * @param connection the connection
	 */
	void put(PhysicalConnection connection) {
		add(connection, 0);
	}

	private void add(@Nullable PhysicalConnection connection, int done) {
		boolean late;
		synchronized (this) {
			this.underWay -= done;
			late = this.closed;
			if (connection != null && !late) {
				this.ready.add(connection);
			}
			notifyAll();
		}
		if (connection != null && late) {
			connection.closeQuietly(CloseReason.SHUTDOWN);
		}
	}

	/**
	 * Takes one out that is alive, or waits for one that is being opened.
	 * @return a connection, or {@code null} if there is none and none to wait for
	 */
	@Nullable PhysicalConnection take() {
		PhysicalConnection next = next();
		while (next != null && !isAlive(next)) {
			next.closeQuietly(CloseReason.VALIDATION);
			next = next();
		}
		return next;
	}

	private synchronized @Nullable PhysicalConnection next() {
		await(() -> this.ready.isEmpty() && this.underWay > 0, PATIENCE_NANOS);
		return this.ready.poll();
	}

	private boolean isAlive(PhysicalConnection connection) {
		try {
			return !connection.isOutdated()
					&& (connection.age() < FRESH_NANOS || connection.isValid(this.validationSeconds));
		}
		catch (SQLException ex) {
			return false;
		}
	}

	/**
	 * Waits until all that are being opened are open or have failed.
	 * @param patience how long to wait at the most
	 * @return how many are ready
	 */
	synchronized int awaitOpenings(Duration patience) {
		await(() -> this.underWay > 0, patience.toNanos());
		return this.ready.size();
	}

	/**
	 * Closes what nobody takes, and returns when nothing is left or to come.
	 * @param patience how long each waits for somebody who takes it
	 */
	void trim(Duration patience) {
		PhysicalConnection stale = nextStale(patience.toNanos());
		while (stale != null) {
			stale.closeQuietly(CloseReason.RETIRED);
			stale = nextStale(patience.toNanos());
		}
	}

	/**
	 * Closes what nobody has taken after a while, however old it is.
	 * @param patience how long to wait at the most
	 */
	void discardAfter(Duration patience) {
		synchronized (this) {
			await(() -> this.underWay > 0 || !this.ready.isEmpty(), patience.toNanos());
		}
		discard(CloseReason.RETIRED);
	}

	private synchronized @Nullable PhysicalConnection nextStale(long patienceNanos) {
		while (!this.closed && !Thread.currentThread().isInterrupted()
				&& (this.underWay > 0 || !this.ready.isEmpty())) {
			PhysicalConnection oldest = this.ready.peek();
			long left = (oldest != null) ? patienceNanos - oldest.age() : patienceNanos;
			if (left <= 0) {
				return this.ready.poll();
			}
			await(() -> this.ready.peek() == oldest && (oldest != null || this.underWay > 0), left);
		}
		return null;
	}

	/**
	 * Waits, with the lock, as long as a condition holds, but no longer when time is up,
	 * the stock is closed or the thread is interrupted, its flag left set.
	 */
	private void await(BooleanSupplier condition, long nanos) {
		long deadline = System.nanoTime() + nanos;
		long left = nanos;
		try {
			while (condition.getAsBoolean() && !this.closed && left > 0) {
				TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)));
				left = deadline - System.nanoTime();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Closes all that are ready.
	 * @param reason why
	 */
	void discard(CloseReason reason) {
		Deque<PhysicalConnection> left;
		synchronized (this) {
			left = new ArrayDeque<>(this.ready);
			this.ready.clear();
			notifyAll();
		}
		left.forEach((connection) -> connection.closeQuietly(reason));
	}

	/**
	 * Closes all that are ready, and those under way when they are.
	 */
	void close() {
		synchronized (this) {
			this.closed = true;
		}
		discard(CloseReason.SHUTDOWN);
	}

	/**
	 * Opens a connection.
	 */
	@FunctionalInterface
	interface Opening {

		PhysicalConnection open() throws SQLException;

	}

}

package io.chanuka.db.connection.recovery;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.chanuka.db.connection.CloseReason;
import io.chanuka.db.connection.PhysicalConnection;
import io.chanuka.db.lifecycle.DaemonThreads;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Connections that were opened before the pool asked for them: several in parallel, where
 * the pool would open one after the other. No lock is held while one is opened, validated
 * or closed.
 */
public final class PreopenedConnections {

	/**
	 * Younger ones are handed out unchecked, as HikariCP does with those it used lately.
	 */
	private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

	/**
	 * Younger ones are handed out if the server has not ended them meanwhile: a round
	 * trip for each would delay the start.
	 */
	private static final long YOUNG_NANOS = TimeUnit.SECONDS.toNanos(10);

	/**
	 * An attempt that takes longer is not waited for; another one is begun.
	 */
	private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

	/**
	 * For this long connections wait for a pool that may not need them any more.
	 */
	private static final Duration KEPT = Duration.ofSeconds(10);

	/**
	 * How many are opened at the same time, by each instance of an application.
	 */
	private static final int PARALLEL = 5;

	private static final Log logger = LogFactory.getLog(PreopenedConnections.class);

	private final Deque<PhysicalConnection> ready = new ArrayDeque<>();

	private final Opener opener;

	private final int validationSeconds;

	private final String server;

	/**
	 * Attempts that are not yet done, begun or not.
	 */
	private int pending;

	private int begun;

	/**
	 * Connections that callers open for here.
	 */
	private int reserved;

	private boolean closed;

	/**
	 * Create a new instance.
	 * @param opener opens a connection
	 * @param validationSeconds how long one that has been here for a while may take to
	 * answer
	 * @param server the name of the server
	 */
	public PreopenedConnections(Opener opener, int validationSeconds, String server) {
		this.opener = opener;
		this.validationSeconds = validationSeconds;
		this.server = server;
	}

	/**
	 * Opens connections, some at the same time, each on a thread of its own. After one
	 * attempt that fails no other is begun.
	 * @param count how many there should be, with those that are ready or opened
	 * @param spread each attempt is begun at a random moment within this time
	 */
	public synchronized void fill(int count, Duration spread) {
		int missing = count - this.ready.size() - this.pending - this.reserved;
		for (int number = 0; number < missing && !this.closed; number++) {
			if (this.begun < PARALLEL) {
				DaemonThreads.start("opener " + this.server, () -> open(spread.toNanos()));
				// Not before: a thread that could not start will never be done.
				this.begun++;
			}
			this.pending++;
		}
	}

	private void open(long spreadNanos) {
		boolean more = true;
		while (more) {
			PhysicalConnection opened = null;
			try {
				pause(spreadNanos);
				opened = this.opener.open();
			}
			catch (SQLException ex) {
				logger.debug("Could not pre-open a connection", ex);
			}
			finally {
				more = done(opened);
			}
		}
	}

	private void pause(long spreadNanos) {
		if (spreadNanos > 0) {
			LockSupport.parkNanos(this, ThreadLocalRandom.current().nextLong(spreadNanos));
		}
	}

	/**
	 * Ends an attempt.
	 * @param opened the connection, or {@code null} if the attempt has failed
	 * @return whether the thread begins another one
	 */
	private boolean done(@Nullable PhysicalConnection opened) {
		boolean more;
		boolean late;
		synchronized (this) {
			this.pending--;
			this.begun--;
			if (opened == null || this.closed) {
				this.pending = this.begun;
			}
			more = this.pending > this.begun;
			this.begun += more ? 1 : 0;
			// In one step, or it would be missed by those that wait for it.
			late = isLate(opened);
		}
		if (opened != null && late) {
			opened.closeQuietly(CloseReason.SHUTDOWN);
		}
		return more;
	}

	/**
	 * Opens one on the thread of the caller. It counts from now on, but is not waited
	 * for.
	 * @throws SQLException if it could not be opened
	 */
	public void openOne() throws SQLException {
		reserve(1);
		PhysicalConnection opened = null;
		try {
			opened = this.opener.open();
		}
		finally {
			boolean late;
			synchronized (this) {
				reserve(-1);
				late = isLate(opened);
			}
			if (opened != null && late) {
				opened.closeQuietly(CloseReason.SHUTDOWN);
			}
		}
	}

	private synchronized void reserve(int count) {
		this.reserved += count;
	}

	/**
	 * Adds one.
	 * @param connection the connection
	 */
	public void put(PhysicalConnection connection) {
		if (isLate(connection)) {
			connection.closeQuietly(CloseReason.SHUTDOWN);
		}
	}

	/**
	 * Adds a connection unless it comes after the close.
	 */
	private synchronized boolean isLate(@Nullable PhysicalConnection connection) {
		if (connection != null && !this.closed) {
			this.ready.add(connection);
		}
		notifyAll();
		return this.closed;
	}

	/**
	 * Takes one that is alive, or waits for one that is being opened.
	 * @return a connection, or {@code null} if there is none and none to wait for
	 */
	public @Nullable PhysicalConnection take() {
		PhysicalConnection next = next();
		while (next != null && !isAlive(next)) {
			next.closeQuietly(CloseReason.VALIDATION);
			next = next();
		}
		return next;
	}

	private synchronized @Nullable PhysicalConnection next() {
		await(() -> this.ready.isEmpty() && this.pending > 0, PATIENCE_NANOS);
		return this.ready.poll();
	}

	private boolean isAlive(PhysicalConnection connection) {
		try {
			return !connection.isSuperseded()
					&& (connection.age() < FRESH_NANOS || (connection.age() < YOUNG_NANOS && connection.isUnbroken())
							|| connection.isValid(this.validationSeconds));
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
	public synchronized int awaitAttempts(Duration patience) {
		await(() -> this.pending > 0, patience.toNanos());
		return this.ready.size();
	}

	/**
	 * Closes what is not taken within a while from now on, and returns when nothing is
	 * left or to come.
	 */
	public void trim() {
		long begin = System.nanoTime();
		PhysicalConnection stale = nextStale(begin);
		while (stale != null) {
			stale.closeQuietly(CloseReason.RETIRED);
			stale = nextStale(begin);
		}
	}

	private synchronized @Nullable PhysicalConnection nextStale(long begin) {
		while (!this.closed && !Thread.currentThread().isInterrupted() && (this.pending > 0 || !this.ready.isEmpty())) {
			PhysicalConnection oldest = this.ready.peek();
			long kept = (oldest != null) ? Math.min(oldest.age(), System.nanoTime() - begin) : 0;
			long left = KEPT.toNanos() - kept;
			if (left <= 0) {
				return this.ready.poll();
			}
			await(() -> this.ready.peek() == oldest && (oldest != null || this.pending > 0), left);
		}
		return null;
	}

	/**
	 * Waits, with the lock, as long as a condition holds, but no longer when time is up,
	 * this is closed or the thread is interrupted, its flag left set.
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
	 * Closes what the pool does not take within a while, what is still being opened
	 * included.
	 */
	public void discardUnused() {
		DaemonThreads.start("opener " + this.server, this::trim);
	}

	/**
	 * Closes all that are ready, and those whose attempts end in time.
	 * @param patience how long to wait for attempts in progress
	 */
	public void closeReady(Duration patience) {
		awaitAttempts(patience);
		discard(CloseReason.RETIRED);
	}

	/**
	 * Closes all that are ready.
	 * @param reason why
	 */
	public void discard(CloseReason reason) {
		Deque<PhysicalConnection> left;
		synchronized (this) {
			left = new ArrayDeque<>(this.ready);
			this.ready.clear();
			notifyAll();
		}
		left.forEach((connection) -> connection.closeQuietly(reason));
	}

	/**
	 * Closes all that are ready, and those that are being opened when they are.
	 */
	public void close() {
		synchronized (this) {
			this.closed = true;
		}
		discard(CloseReason.SHUTDOWN);
	}

	/**
	 * Opens a connection.
	 */
	@FunctionalInterface
	public interface Opener {

		PhysicalConnection open() throws SQLException;

	}

}

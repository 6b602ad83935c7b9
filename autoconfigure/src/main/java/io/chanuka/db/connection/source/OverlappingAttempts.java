package io.chanuka.db.connection.source;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.chanuka.db.connection.CloseReason;
import io.chanuka.db.connection.PhysicalConnection;
import io.chanuka.db.connection.recovery.PreopenedConnections;
import io.chanuka.db.lifecycle.DaemonThreads;
import org.jspecify.annotations.Nullable;

/**
 * Attempts at a server that has not accepted a connection yet. One that is not answered
 * does not hold up the next: where packets are lost, an attempt from before the server
 * was available ends with its timeout only. The oldest one is left to its end, because a
 * server may need long for a login; of the others the oldest one is given up when there
 * are too many.
 */
final class OverlappingAttempts {

	/**
	 * The time between the beginnings of two attempts that are not answered.
	 */
	static final Duration DISTANCE = Duration.ofMillis(500);

	/**
	 * The same where another one has to be given up: the driver ends its login with the
	 * timeout only, and a server that was frozen answers all of them.
	 */
	private static final Duration LONG_DISTANCE = Duration.ofSeconds(1);

	/**
	 * For how many an outcome is awaited at the same time.
	 */
	static final int MOST = 4;

	private final List<Thread> running = new ArrayList<>();

	private final Deque<Throwable> failures = new ArrayDeque<>();

	private final PreopenedConnections.Opener opener;

	private final PreopenedConnections preopened;

	private final String server;

	private boolean opened;

	OverlappingAttempts(PreopenedConnections.Opener opener, PreopenedConnections preopened, String server) {
		this.opener = opener;
		this.preopened = preopened;
		this.server = server;
	}

	/**
	 * Begins an attempt, and more while none is answered.
	 * @throws SQLException if one of them has failed
	 */
	void next() throws SQLException {
		try {
			rethrow(awaitOutcome());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SQLTransientConnectionException("Interrupted while a connection was opened", "08001", ex);
		}
	}

	/**
	 * No other attempt follows for now. A failure of those in progress is no outcome of a
	 * later one; a connection that one of them opens is kept.
	 */
	synchronized void giveUp() {
		this.running.clear();
		this.failures.clear();
	}

	private static void rethrow(@Nullable Throwable failure) throws SQLException {
		if (failure instanceof SQLException sqlException) {
			throw sqlException;
		}
		if (failure instanceof RuntimeException runtimeException) {
			throw runtimeException;
		}
		if (failure instanceof Error error) {
			throw error;
		}
	}

	private synchronized @Nullable Throwable awaitOutcome() throws InterruptedException {
		long begun = begin();
		while (!this.opened && this.failures.isEmpty()) {
			Duration distance = (this.running.size() == MOST) ? LONG_DISTANCE : DISTANCE;
			long left = distance.toNanos() - (System.nanoTime() - begun);
			if (left > 0) {
				TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)));
			}
			else {
				begun = begin();
			}
		}
		Throwable last = this.failures.pollLast();
		this.failures.clear();
		return this.opened ? null : last;
	}

	/**
	 * Begins another attempt.
	 * @return when it was begun
	 */
	private long begin() {
		if (!this.opened) {
			if (this.running.size() == MOST) {
				this.running.remove(1).interrupt();
			}
			this.running.add(DaemonThreads.start("startup opener " + this.server, this::attempt));
		}
		return System.nanoTime();
	}

	private void attempt() {
		PhysicalConnection connection = null;
		try {
			connection = this.opener.open();
			if (!keep(connection)) {
				connection.closeQuietly(CloseReason.RETIRED);
			}
		}
		catch (SQLException | RuntimeException | Error ex) {
			failed(ex);
		}
	}

	/**
	 * Hands the first connection on, and gives up the other attempts.
	 */
	private synchronized boolean keep(PhysicalConnection connection) {
		this.running.remove(Thread.currentThread());
		boolean first = !this.opened;
		if (first) {
			this.opened = true;
			this.preopened.put(connection);
			this.running.forEach(Thread::interrupt);
			this.running.clear();
			notifyAll();
		}
		return first;
	}

	/**
	 * An attempt that was given up has no outcome.
	 */
	private synchronized void failed(Throwable failure) {
		if (this.running.remove(Thread.currentThread())) {
			this.failures.add(failure);
			notifyAll();
		}
	}

}

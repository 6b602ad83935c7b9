package io.chanuka.db.pool;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What is borrowed when the pool is to close: waited for, and cancelled on the server
 * when time is up.
 */
final class BorrowedConnections {

	private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	/**
	 * How long the server may take to be asked and to cancel.
	 */
	private static final Duration CANCEL_TIMEOUT = Duration.ofSeconds(3);

	/**
	 * How long a thread may take to see that its statement was cancelled.
	 */
	private static final Duration AFTER_CANCEL = Duration.ofSeconds(1);

	private static final Log logger = LogFactory.getLog(BorrowedConnections.class);

	/**
	 * Threads whose statements were cancelled, which somebody has been told.
	 */
	private volatile Set<String> cancelled = Set.of();

	/**
	 * Whether anything is borrowed or waited for.
	 */
	private static boolean isAny(RuntimePool pool) {
		PoolSnapshot snapshot = pool.snapshot();
		return snapshot.active() > 0 || snapshot.waiting() > 0;
	}

	/**
	 * Waits until there are none.
	 * @param pool the pool
	 * @param timeout how long to wait at the most
	 * @return {@code false} if time ran out or the thread was interrupted, its flag left
	 * set
	 */
	boolean awaitNone(RuntimePool pool, Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		while (isAny(pool)) {
			if (System.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
				return false;
			}
			LockSupport.parkNanos(this, POLL_NANOS);
		}
		return true;
	}

	/**
	 * Has the server cancel what runs, and waits a moment for the connections to come
	 * back. An interrupt is kept for later.
	 * @param pool the pool
	 * @return who had borrowed them
	 */
	List<Straggler> cancel(RuntimePool pool) {
		PhysicalConnectionSource source = pool.source();
		if (source == null) {
			return List.of();
		}
		boolean interrupted = Thread.interrupted();
		List<Straggler> stragglers = new Stragglers(source).cancel(CANCEL_TIMEOUT);
		this.cancelled = stragglers.stream().map(Straggler::thread).collect(Collectors.toSet());
		awaitNone(pool, AFTER_CANCEL);
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		return stragglers;
	}

	/**
	 * Waits until a deadline and cancels the rest. Those are named in the log unless they
	 * were named before.
	 * @param pool the pool
	 * @param deadline the deadline, or {@code null} not to wait
	 */
	void end(RuntimePool pool, @Nullable ShutdownDeadline deadline) {
		if (!isAny(pool) || (deadline != null && awaitNone(pool, deadline.remaining()))) {
			return;
		}
		Set<String> named = this.cancelled;
		for (Straggler straggler : cancel(pool)) {
			if (!named.contains(straggler.thread())) {
				logger.warn(straggler.describe() + "; it is cancelled and the pool closes", straggler.borrowedAt());
			}
		}
	}

}

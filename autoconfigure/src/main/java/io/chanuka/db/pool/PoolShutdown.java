package io.chanuka.db.pool;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.lifecycle.ShutdownDeadline;
import io.chanuka.db.pool.acquire.AcquireGate;
import io.chanuka.db.pool.cancel.BackendInquiry;
import io.chanuka.db.pool.cancel.CancelConfirmations;
import org.jspecify.annotations.Nullable;

/**
 * What a shutdown does with the active connections of the runtime pool: awaits them until
 * the deadline, and has the server cancel what the rest run.
 */
public final class PoolShutdown {

	/**
	 * When the server is asked which connections are idle.
	 */
	private static final Duration ASK_AFTER = Duration.ofSeconds(1);

	private final BorrowedConnections borrowed;

	private final AcquireGate gate;

	private final ShutdownCancel cancel;

	private volatile @Nullable ShutdownDeadline deadline;

	PoolShutdown(BorrowedConnections borrowed, AcquireGate gate, CancelConfirmations confirmations) {
		this.borrowed = borrowed;
		this.gate = gate;
		this.cancel = new ShutdownCancel(borrowed, confirmations);
	}

	/**
	 * Sets until when {@link RuntimePool#close()} may wait for active connections.
	 * Without one it does not wait.
	 * @param deadline the deadline
	 */
	public void setDeadline(ShutdownDeadline deadline) {
		this.deadline = deadline;
	}

	/**
	 * How many active connections, and callers that wait for one, a shutdown awaits.
	 * Connections of threads that have ended and of the current thread do not count: they
	 * are not going to be returned.
	 * @return the number
	 */
	public int awaited() {
		return this.borrowed.awaited();
	}

	/**
	 * Waits for active connections when the application stops. After a second the server
	 * is asked which of them have been idle since at least 10 s before the shutdown;
	 * these are not awaited any longer. When time is up, the server cancels what the
	 * others run, so that their threads get SQLSTATE 57014.
	 * @param timeout how long to wait at the most
	 * @param elapsed how long the shutdown has lasted
	 * @param working whether a thread belongs to an executor that has tasks to finish;
	 * its connection is awaited even if it is idle
	 * @return the connections that were active when time was up
	 */
	public List<ActiveConnection> drain(Duration timeout, Duration elapsed, Predicate<Thread> working) {
		PhysicalConnectionSource source = this.borrowed.source();
		Duration first = (ASK_AFTER.multipliedBy(2).compareTo(timeout) < 0) ? ASK_AFTER : timeout.dividedBy(2);
		if (source == null || this.borrowed.awaitNone(first)) {
			return List.of();
		}
		try (BackendInquiry inquiry = new BackendInquiry(source)) {
			Duration left = timeout.minus(first);
			boolean none = source.sessions().hasServerProcessIds()
					? new LongIdleConnections(this.borrowed, inquiry, working).awaitOthers(left, elapsed.plus(first))
					: this.borrowed.awaitNone(left);
			return none ? List.of() : this.cancel.cancelAll(inquiry);
		}
	}

	/**
	 * The active connections that a shutdown does not await.
	 * @return those, now
	 */
	public List<ActiveConnection> notAwaited() {
		return this.borrowed.notAwaited();
	}

	/**
	 * Has the server cancel what the connections of some threads run, and waits a moment
	 * until that is confirmed.
	 * @param threads whether a thread is one of them
	 * @return the connections of these threads
	 */
	public Collection<ActiveConnection> cancel(Predicate<Thread> threads) {
		return this.cancel.cancel(threads);
	}

	/**
	 * Waits until the deadline for the connections of some threads, and then has the
	 * server cancel what they run.
	 * @param threads whether a thread is one of them
	 */
	public void settle(Predicate<Thread> threads) {
		this.cancel.settle(threads, remainingTime());
	}

	/**
	 * Waits until the deadline for all connections, and then has the server cancel what
	 * they run.
	 */
	void end() {
		this.cancel.end(remainingTime());
	}

	/**
	 * How long the shutdown may still wait for active connections.
	 * @return the time, zero if the application does not stop
	 */
	public Duration remainingTime() {
		ShutdownDeadline known = this.deadline;
		return (known != null) ? known.remaining() : Duration.ZERO;
	}

	/**
	 * Whether the application is shutting down.
	 * @return {@code true} once it has begun to
	 */
	public boolean isStopping() {
		ShutdownDeadline known = this.deadline;
		return known != null && known.hasBegun();
	}

	/**
	 * Refuses connections to all threads but the current one from now on.
	 */
	public void refuseOthers() {
		this.gate.refuseOthers();
	}

	/**
	 * Ends what {@link #refuseOthers()} began.
	 */
	public void acceptOthers() {
		this.gate.accept();
	}

}

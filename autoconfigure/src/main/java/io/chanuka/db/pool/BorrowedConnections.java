package io.chanuka.db.pool;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.chanuka.db.connection.PhysicalConnection;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.pool.cancel.Borrow;
import org.jspecify.annotations.Nullable;

/**
 * The active connections of a pool, and which of them a shutdown awaits. Connections that
 * are meant to stay out are not awaited: those of threads that have ended, that of the
 * closing thread, and those that have been idle since long before the shutdown.
 */
final class BorrowedConnections {

	static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	private final Supplier<PoolSnapshot> snapshots;

	private final Supplier<@Nullable PhysicalConnectionSource> sources;

	/**
	 * Uses of connections that have been idle for long.
	 */
	private volatile Map<Borrow, ActiveConnection> idle = Map.of();

	BorrowedConnections(Supplier<PoolSnapshot> snapshots, Supplier<@Nullable PhysicalConnectionSource> sources) {
		this.snapshots = snapshots;
		this.sources = sources;
	}

	@Nullable PhysicalConnectionSource source() {
		return this.sources.get();
	}

	/**
	 * How many connections and callers have to be awaited. HikariCP counts one connection
	 * after the other, so it misses work that moves from one to another meanwhile: a
	 * count of none is confirmed by a second one.
	 */
	int awaited() {
		int number = count();
		return (number > 0) ? number : count();
	}

	/**
	 * The pool counts first: a connection that is returned meanwhile must not stand for
	 * another one.
	 */
	private int count() {
		PoolSnapshot snapshot = this.snapshots.get();
		int active = snapshot.active();
		int leftOut = (active > 0) ? (int) leftOut().count() : 0;
		return snapshot.waiting() + Math.max(0, active - leftOut);
	}

	/**
	 * The uses of connections that are not awaited.
	 */
	private Stream<Borrow> leftOut() {
		return current().filter(this::isLeftOut);
	}

	Stream<Borrow> current() {
		PhysicalConnectionSource source = source();
		return (source != null)
				? source.connections().list().stream().filter(PhysicalConnection::isActive).map(Borrow::of)
				: Stream.empty();
	}

	/**
	 * Whether the thread that could return it has ended or is the one that waits, or the
	 * connection has been idle for long.
	 */
	boolean isLeftOut(Borrow borrow) {
		return isForgotten(borrow) || this.idle.containsKey(borrow);
	}

	/**
	 * Whether the thread that could return it has ended, or is the one that waits.
	 */
	static boolean isForgotten(Borrow borrow) {
		Thread thread = borrow.thread();
		// In this order: a thread may return the connection and end meanwhile, and
		// another one acquire it.
		return thread != null && (!thread.isAlive() || thread == Thread.currentThread()) && borrow.isCurrent();
	}

	/**
	 * Leaves out connections from now on.
	 * @param connections those that have been idle for long, by their use
	 */
	void leaveOut(Map<Borrow, ActiveConnection> connections) {
		this.idle = Map.copyOf(connections);
	}

	/**
	 * The connections that are not awaited.
	 */
	List<ActiveConnection> notAwaited() {
		return leftOut().map((borrow) -> {
			ActiveConnection known = this.idle.get(borrow);
			return (known != null) ? known : ActiveConnection.of(borrow, null, false);
		}).toList();
	}

	/**
	 * Waits until there are none.
	 * @param timeout how long to wait at the most
	 * @return {@code false} if time ran out or the thread was interrupted, its flag left
	 * set
	 */
	boolean awaitNone(Duration timeout) {
		long begin = System.nanoTime();
		while (awaited() > 0) {
			if (System.nanoTime() - begin >= timeout.toNanos() || Thread.currentThread().isInterrupted()) {
				return false;
			}
			LockSupport.parkNanos(this, POLL_NANOS);
		}
		return true;
	}

}

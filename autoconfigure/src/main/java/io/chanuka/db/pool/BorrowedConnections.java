package io.chanuka.db.pool;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.chanuka.db.connection.PhysicalConnection;
import io.chanuka.db.connection.PhysicalConnectionSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

/**
 * The active connections of a pool that is to close: awaited, and cancelled on the server
 * when time is up. Connections that are meant to stay out are not awaited: those of
 * threads that have ended, that of the closing thread, and those that have been idle
 * since long before the shutdown.
 */
final class BorrowedConnections {

	/**
	 * How long a connection must have been idle before the shutdown to be left out.
	 */
	private static final Duration LONG_IDLE = Duration.ofSeconds(10);

	/**
	 * When the server is asked which connections are idle.
	 */
	private static final Duration ASK_AFTER = Duration.ofSeconds(1);

	/**
	 * How long a thread may take to return its connection after its statement was
	 * cancelled.
	 */
	private static final Duration AFTER_CANCEL = Duration.ofSeconds(1);

	/**
	 * How long the last requests to cancel may take.
	 */
	private static final Duration LAST_REQUEST = Duration.ofMillis(250);

	private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	private static final Log logger = LogFactory.getLog(BorrowedConnections.class);

	private final Supplier<PoolSnapshot> snapshots;

	private final Supplier<@Nullable PhysicalConnectionSource> sources;

	private final CancelConfirmations confirmations = new CancelConfirmations();

	/**
	 * Uses of connections that have been idle for long.
	 */
	private volatile Map<Borrow, ActiveConnection> idle = Map.of();

	/**
	 * Uses of connections whose statements were cancelled before.
	 */
	private volatile Set<Borrow> handled = Set.of();

	/**
	 * Those of them for which no answer came.
	 */
	private volatile Set<Borrow> unanswered = Set.of();

	BorrowedConnections(Supplier<PoolSnapshot> snapshots, Supplier<@Nullable PhysicalConnectionSource> sources) {
		this.snapshots = snapshots;
		this.sources = sources;
	}

	CancelConfirmations confirmations() {
		return this.confirmations;
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
		return current().filter((borrow) -> isForgotten(borrow) || this.idle.containsKey(borrow));
	}

	private Stream<Borrow> current() {
		PhysicalConnectionSource source = this.sources.get();
		return (source != null) ? source.open().stream().filter(PhysicalConnection::isActive).map(Borrow::of)
				: Stream.empty();
	}

	/**
	 * Whether the thread that could return it has ended, or is the one that waits.
	 */
	private static boolean isForgotten(Borrow borrow) {
		Thread thread = borrow.thread();
		// In this order: a thread may return the connection and end meanwhile, and
		// another one acquire it.
		return thread != null && (!thread.isAlive() || thread == Thread.currentThread()) && borrow.isCurrent();
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

	/**
	 * Waits until there are none, asks the server meanwhile which of them have been idle
	 * for long, and cancels the rest when time is up.
	 * @param timeout how long to wait at the most
	 * @param elapsed how long the shutdown has lasted
	 * @param working whether a thread belongs to an executor that has tasks to finish
	 * @return the connections that were still active when time was up
	 */
	List<ActiveConnection> drain(Duration timeout, Duration elapsed, Predicate<Thread> working) {
		PhysicalConnectionSource source = this.sources.get();
		Duration first = (ASK_AFTER.multipliedBy(2).compareTo(timeout) < 0) ? ASK_AFTER : timeout.dividedBy(2);
		if (source == null || awaitNone(first)) {
			return List.of();
		}
		try (BackendInquiry inquiry = new BackendInquiry(source)) {
			boolean none = source.hasServerProcessIds()
					? awaitUnlessIdle(inquiry, timeout.minus(first), elapsed.plus(first), working)
					: awaitNone(timeout.minus(first));
			return none ? List.of() : cancel(inquiry);
		}
	}

	private boolean awaitUnlessIdle(BackendInquiry inquiry, Duration timeout, Duration elapsed,
			Predicate<Thread> working) {
		long begin = System.nanoTime();
		List<Borrow> asked = current().toList();
		Future<Map<Integer, BackendActivity>> answer = inquiry.ask(asked.stream().map(Borrow::connection).toList());
		while (!answer.isDone() && !awaitNone(Duration.ZERO)) {
			if (System.nanoTime() - begin >= timeout.toNanos() || Thread.currentThread().isInterrupted()) {
				return false;
			}
			LockSupport.parkNanos(this, POLL_NANOS);
		}
		Duration spent = Duration.ofNanos(System.nanoTime() - begin);
		BackendInquiry.await(answer, Duration.ZERO)
			.ifPresent((activities) -> leaveOut(asked, activities, LONG_IDLE.plus(elapsed).plus(spent), working));
		return awaitNone(timeout.minus(spent));
	}

	private void leaveOut(List<Borrow> asked, Map<Integer, BackendActivity> activities, Duration since,
			Predicate<Thread> working) {
		Map<Borrow, ActiveConnection> found = new HashMap<>();
		for (Borrow borrow : asked) {
			BackendActivity activity = activities.get(borrow.backend());
			Thread thread = borrow.thread();
			if (activity != null && activity.isIdle() && activity.inState().compareTo(since) >= 0 && borrow.isCurrent()
					&& thread != null && !working.test(thread)) {
				found.put(borrow, ActiveConnection.of(borrow, activity, false));
			}
		}
		this.idle = Map.copyOf(found);
	}

	private List<ActiveConnection> cancel(BackendInquiry inquiry) {
		PhysicalConnectionSource source = this.sources.get();
		if (source == null) {
			return List.of();
		}
		// An interrupt is kept for later.
		boolean interrupted = Thread.interrupted();
		Map<Borrow, ActiveConnection> result = new StatementCancel(source, inquiry, this.confirmations)
			.cancel((borrow) -> !isForgotten(borrow) && !this.idle.containsKey(borrow));
		this.handled = Set.copyOf(result.keySet());
		noteUnanswered(result);
		awaitReturn(result.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().cancelled())
			.map(Map.Entry::getKey)
			.toList());
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		return List.copyOf(result.values());
	}

	/**
	 * The pool counts a connection as returned a moment after the connection does.
	 */
	private void awaitReturn(List<Borrow> cancelled) {
		long begin = System.nanoTime();
		while (cancelled.stream().anyMatch(Borrow::isCurrent) && System.nanoTime() - begin < AFTER_CANCEL.toNanos()) {
			LockSupport.parkNanos(this, POLL_NANOS);
		}
		if (!cancelled.isEmpty()) {
			awaitNone(Duration.ofNanos(10 * POLL_NANOS));
		}
	}

	/**
	 * Waits for the connections of some threads, and cancels what they run when time is
	 * up, unless no answer came to that before.
	 * @param threads whether a thread is one of them
	 * @param timeout how long to wait at the most
	 */
	void settle(Predicate<Thread> threads, Duration timeout) {
		long begin = System.nanoTime();
		while (isAnyOf(threads)) {
			if (System.nanoTime() - begin >= timeout.toNanos() || Thread.currentThread().isInterrupted()) {
				noteUnanswered(cancelled(threads));
				return;
			}
			LockSupport.parkNanos(this, POLL_NANOS);
		}
	}

	private boolean isAnyOf(Predicate<Thread> threads) {
		return current().anyMatch((borrow) -> isOf(threads, borrow));
	}

	private boolean isOf(Predicate<Thread> threads, Borrow borrow) {
		return !isForgotten(borrow) && !this.idle.containsKey(borrow) && !this.unanswered.contains(borrow)
				&& borrow.thread() != null && threads.test(borrow.thread());
	}

	/**
	 * Cancels what the connections of some threads run.
	 * @param threads whether a thread is one of them
	 * @return the connections of these threads
	 */
	Collection<ActiveConnection> cancel(Predicate<Thread> threads) {
		return cancelled(threads).values();
	}

	private Map<Borrow, ActiveConnection> cancelled(Predicate<Thread> threads) {
		PhysicalConnectionSource source = this.sources.get();
		if (source == null || !isAnyOf(threads)) {
			return Map.of();
		}
		try (BackendInquiry inquiry = new BackendInquiry(source)) {
			return new StatementCancel(source, inquiry, this.confirmations)
				.cancel((borrow) -> borrow.isCurrent() && isOf(threads, borrow));
		}
	}

	private void noteUnanswered(Map<Borrow, ActiveConnection> result) {
		Set<Borrow> borrows = new HashSet<>(this.unanswered);
		result.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().state() == null && !entry.getValue().cancelled())
			.map(Map.Entry::getKey)
			.forEach(borrows::add);
		this.unanswered = Set.copyOf(borrows);
	}

	/**
	 * Waits for them and cancels the rest, unless that was done before: a server that did
	 * not answer then is not waited for again. Those are named in the log unless they
	 * were named before.
	 * @param timeout how long to wait at the most
	 */
	void end(Duration timeout) {
		boolean none = awaitNone(timeout);
		PhysicalConnectionSource source = this.sources.get();
		Set<Borrow> before = this.handled;
		if (!none && source != null && (before.isEmpty() || !before.containsAll(toCancel()))) {
			try (BackendInquiry inquiry = new BackendInquiry(source)) {
				cancel(inquiry).forEach((connection) -> logger.warn(
						LogMessage.format("%s; %s and the pool closes", connection.describe(), connection.outcome()),
						connection.borrowedAt()));
			}
		}
		List<Borrow> forgotten = current().filter(BorrowedConnections::isForgotten).toList();
		ProtocolCancel.send(forgotten, LAST_REQUEST);
	}

	private Set<Borrow> toCancel() {
		Set<Borrow> borrows = new HashSet<>();
		current().filter((borrow) -> !isForgotten(borrow) && !this.idle.containsKey(borrow)).forEach(borrows::add);
		return borrows;
	}

}

package io.chanuka.db.pool;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.pool.cancel.BackendInquiry;
import io.chanuka.db.pool.cancel.Borrow;
import io.chanuka.db.pool.cancel.CancelConfirmations;
import io.chanuka.db.pool.cancel.CancelOutcome;
import io.chanuka.db.pool.cancel.ProtocolCancel;
import io.chanuka.db.pool.cancel.StatementCancel;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;

/**
 * Cancels what the active connections of a pool run when a shutdown has waited long
 * enough for them.
 */
final class ShutdownCancel {

	/**
	 * How long a thread may take to return its connection after its statement was
	 * cancelled.
	 */
	private static final Duration AFTER_CANCEL = Duration.ofSeconds(1);

	/**
	 * How long the last requests to cancel may take.
	 */
	private static final Duration LAST_REQUEST = Duration.ofMillis(250);

	private static final Log logger = LogFactory.getLog(ShutdownCancel.class);

	private final BorrowedConnections borrowed;

	private final CancelConfirmations confirmations;

	/**
	 * Uses of connections whose statements were cancelled before.
	 */
	private volatile Set<Borrow> handled = Set.of();

	/**
	 * Those of them for which no answer came.
	 */
	private volatile Set<Borrow> unanswered = Set.of();

	ShutdownCancel(BorrowedConnections borrowed, CancelConfirmations confirmations) {
		this.borrowed = borrowed;
		this.confirmations = confirmations;
	}

	/**
	 * Cancels what runs on all connections that are awaited.
	 * @param inquiry asks the server
	 * @return the connections, with what became of their statements
	 */
	List<ActiveConnection> cancelAll(BackendInquiry inquiry) {
		PhysicalConnectionSource source = this.borrowed.source();
		if (source == null) {
			return List.of();
		}
		// An interrupt is kept for later.
		boolean interrupted = Thread.interrupted();
		Map<Borrow, CancelOutcome> result = new StatementCancel(source, inquiry, this.confirmations)
			.cancel((borrow) -> !this.borrowed.isLeftOut(borrow));
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
		return List.copyOf(connections(result));
	}

	private static Collection<ActiveConnection> connections(Map<Borrow, CancelOutcome> result) {
		Map<Borrow, ActiveConnection> connections = new HashMap<>();
		result.forEach((borrow, outcome) -> connections.put(borrow,
				ActiveConnection.of(borrow, outcome.activity(), outcome.cancelled())));
		return connections.values();
	}

	/**
	 * The pool counts a connection as returned a moment after the connection does.
	 */
	private void awaitReturn(List<Borrow> cancelled) {
		long begin = System.nanoTime();
		while (cancelled.stream().anyMatch(Borrow::isCurrent) && System.nanoTime() - begin < AFTER_CANCEL.toNanos()) {
			LockSupport.parkNanos(this, BorrowedConnections.POLL_NANOS);
		}
		if (!cancelled.isEmpty()) {
			this.borrowed.awaitNone(Duration.ofNanos(10 * BorrowedConnections.POLL_NANOS));
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
				noteUnanswered(outcomes(threads));
				return;
			}
			LockSupport.parkNanos(this, BorrowedConnections.POLL_NANOS);
		}
	}

	private boolean isAnyOf(Predicate<Thread> threads) {
		return this.borrowed.current().anyMatch((borrow) -> isOf(threads, borrow));
	}

	private boolean isOf(Predicate<Thread> threads, Borrow borrow) {
		return !this.borrowed.isLeftOut(borrow) && !this.unanswered.contains(borrow) && borrow.thread() != null
				&& threads.test(borrow.thread());
	}

	/**
	 * Cancels what the connections of some threads run.
	 * @param threads whether a thread is one of them
	 * @return the connections of these threads
	 */
	Collection<ActiveConnection> cancel(Predicate<Thread> threads) {
		return connections(outcomes(threads));
	}

	private Map<Borrow, CancelOutcome> outcomes(Predicate<Thread> threads) {
		PhysicalConnectionSource source = this.borrowed.source();
		if (source == null || !isAnyOf(threads)) {
			return Map.of();
		}
		try (BackendInquiry inquiry = new BackendInquiry(source)) {
			return new StatementCancel(source, inquiry, this.confirmations)
				.cancel((borrow) -> borrow.isCurrent() && isOf(threads, borrow));
		}
	}

	private void noteUnanswered(Map<Borrow, CancelOutcome> result) {
		Set<Borrow> borrows = new HashSet<>(this.unanswered);
		result.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().isUnanswered())
			.map(Map.Entry::getKey)
			.forEach(borrows::add);
		this.unanswered = Set.copyOf(borrows);
	}

	/**
	 * Waits for all connections and cancels the rest, unless that was done before: a
	 * server that did not answer then is not waited for again. Those are named in the log
	 * unless they were named before.
	 * @param timeout how long to wait at the most
	 */
	void end(Duration timeout) {
		boolean none = this.borrowed.awaitNone(timeout);
		PhysicalConnectionSource source = this.borrowed.source();
		Set<Borrow> before = this.handled;
		if (!none && source != null && (before.isEmpty() || !before.containsAll(toCancel()))) {
			try (BackendInquiry inquiry = new BackendInquiry(source)) {
				cancelAll(inquiry).forEach((connection) -> logger.warn(
						LogMessage.format("%s; %s and the pool closes", connection.describe(), connection.outcome()),
						connection.borrowedAt()));
			}
		}
		List<Borrow> forgotten = this.borrowed.current().filter(BorrowedConnections::isForgotten).toList();
		ProtocolCancel.send(forgotten, LAST_REQUEST);
	}

	private Set<Borrow> toCancel() {
		return this.borrowed.current().filter((borrow) -> !this.borrowed.isLeftOut(borrow)).collect(Collectors.toSet());
	}

}

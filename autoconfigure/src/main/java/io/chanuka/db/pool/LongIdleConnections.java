package io.chanuka.db.pool;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

import io.chanuka.db.pool.cancel.BackendActivity;
import io.chanuka.db.pool.cancel.BackendInquiry;
import io.chanuka.db.pool.cancel.Borrow;

/**
 * Asks the server which active connections have been idle since long before the shutdown,
 * and leaves these out of the wait.
 */
final class LongIdleConnections {

	/**
	 * How long a connection must have been idle before the shutdown to be left out.
	 */
	private static final Duration LONG_IDLE = Duration.ofSeconds(10);

	private final BorrowedConnections borrowed;

	private final BackendInquiry inquiry;

	private final Predicate<Thread> working;

	/**
	 * Create a new instance.
	 * @param borrowed the active connections
	 * @param inquiry asks the server
	 * @param working whether a thread belongs to an executor that has tasks to finish
	 */
	LongIdleConnections(BorrowedConnections borrowed, BackendInquiry inquiry, Predicate<Thread> working) {
		this.borrowed = borrowed;
		this.inquiry = inquiry;
		this.working = working;
	}

	/**
	 * Waits until no other connection is active.
	 * @param timeout how long to wait at the most
	 * @param elapsed how long the shutdown has lasted
	 * @return {@code false} if time ran out or the thread was interrupted, its flag left
	 * set
	 */
	boolean awaitOthers(Duration timeout, Duration elapsed) {
		long begin = System.nanoTime();
		List<Borrow> asked = this.borrowed.current().toList();
		Future<Map<Integer, BackendActivity>> answer = this.inquiry
			.ask(asked.stream().map(Borrow::connection).toList());
		while (!answer.isDone() && !this.borrowed.awaitNone(Duration.ZERO)) {
			if (System.nanoTime() - begin >= timeout.toNanos() || Thread.currentThread().isInterrupted()) {
				return false;
			}
			LockSupport.parkNanos(this, BorrowedConnections.POLL_NANOS);
		}
		Duration spent = Duration.ofNanos(System.nanoTime() - begin);
		BackendInquiry.await(answer, Duration.ZERO)
			.ifPresent((activities) -> leaveOut(asked, activities, LONG_IDLE.plus(elapsed).plus(spent)));
		return this.borrowed.awaitNone(timeout.minus(spent));
	}

	private void leaveOut(List<Borrow> asked, Map<Integer, BackendActivity> activities, Duration since) {
		Map<Borrow, ActiveConnection> found = new HashMap<>();
		for (Borrow borrow : asked) {
			BackendActivity activity = activities.get(borrow.backend());
			Thread thread = borrow.thread();
			if (activity != null && activity.isIdle() && activity.inState().compareTo(since) >= 0 && borrow.isCurrent()
					&& thread != null && !this.working.test(thread)) {
				found.put(borrow, ActiveConnection.of(borrow, activity, false));
			}
		}
		this.borrowed.leaveOut(found);
	}

}

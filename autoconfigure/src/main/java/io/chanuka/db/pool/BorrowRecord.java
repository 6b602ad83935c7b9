package io.chanuka.db.pool;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

import com.zaxxer.hikari.SQLExceptionOverride;
import io.chanuka.db.connection.PhysicalConnection;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of borrows, where somebody wants it. All is decided before the pool
 * starts, so that plain fields do.
 */
final class BorrowRecord {

	private boolean stacks;

	private @Nullable PoolActivity activity;

	/**
	 * Borrows that only looked at the database.
	 */
	private final LongAdder looks = new LongAdder();

	/**
	 * Keeps the stack of each borrow from now on, which costs.
	 */
	void keepStacks(boolean keeps) {
		this.stacks = keeps;
	}

	/**
	 * Counts errors and borrows in vain from now on.
	 * @param borrows gives the number of borrows so far
	 * @param returns gives the number of connections that were returned and acquired
	 * again
	 * @param users the user's own judge of errors, or {@code null}
	 * @return the counts
	 */
	PoolActivity keepActivity(LongSupplier borrows, LongSupplier returns, @Nullable SQLExceptionOverride users) {
		PoolActivity counting = new PoolActivity(() -> withoutProbes(borrows.getAsLong()),
				() -> withoutProbes(returns.getAsLong()), System::nanoTime, users);
		this.activity = counting;
		return counting;
	}

	/**
	 * Leaves out those that only probed the database.
	 * @param acquires how many acquires there were
	 * @return how many of them were the application's
	 */
	long withoutProbes(long acquires) {
		return acquires - this.looks.sum();
	}

	void lent(PhysicalConnection connection) {
		if (this.stacks) {
			connection.recordStack();
		}
	}

	/**
	 * Takes note of those who still wait. Whoever comes here has waited himself, or might
	 * have.
	 */
	void waiting(int others) {
		if (others > 0 && this.activity != null) {
			this.activity.waiting(others + 1);
		}
	}

	/**
	 * Notes that a borrower waited in vain.
	 * @param others how many still wait
	 */
	void timedOut(int others) {
		if (this.activity != null) {
			this.activity.timedOut(others + 1);
		}
	}

	void looked() {
		this.looks.increment();
	}

	@Nullable PoolActivity activity() {
		return this.activity;
	}

}

package io.chanuka.db.pool;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

import com.zaxxer.hikari.SQLExceptionOverride;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of borrows, where somebody wants it. All is decided before the pool
 * starts, so that plain fields do.
 */
final class BorrowRecord {

	private boolean stacks;

	private @Nullable PoolTimes times;

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

	void keepTimes(PoolTimes recording) {
		this.times = recording;
	}

	/**
	 * Counts errors and borrows in vain from now on.
	 * @param borrows gives the number of borrows so far
	 * @param users the user's own judge of errors, or {@code null}
	 * @return the counts
	 */
	PoolActivity keepActivity(LongSupplier borrows, @Nullable SQLExceptionOverride users) {
		PoolActivity counting = new PoolActivity(() -> borrows.getAsLong() - this.looks.sum(), System::nanoTime, users);
		this.activity = counting;
		return counting;
	}

	/**
	 * When a borrow begins.
	 * @return the time in nanoseconds, 0 if nobody wants it
	 */
	long begin() {
		return (this.times != null) ? this.times.now() : 0;
	}

	void lent(PhysicalConnection connection, long begin) {
		if (this.stacks) {
			connection.recordStack();
		}
		PoolTimes recording = this.times;
		if (recording != null) {
			connection.recordUsage(recording, recording.acquired(begin, connection.uses()));
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
	 * @param begin when the borrow began
	 * @param others how many still wait
	 */
	void timedOut(long begin, int others) {
		if (this.activity != null) {
			this.activity.timedOut(others + 1);
		}
		lookTimedOut(begin);
	}

	/**
	 * Notes that somebody waited in vain who only wanted to look.
	 * @param begin when that began
	 */
	void lookTimedOut(long begin) {
		if (this.times != null) {
			this.times.timedOut(begin);
		}
	}

	void looked() {
		this.looks.increment();
	}

	@Nullable PoolTimes times() {
		return this.times;
	}

	@Nullable PoolActivity activity() {
		return this.activity;
	}

}

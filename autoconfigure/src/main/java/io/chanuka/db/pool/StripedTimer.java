package io.chanuka.db.pool;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * Count, total and recent maximum of many times, exact, and cheap to record: threads
 * write to stripes of their own, and whoever reads puts the stripes together.
 */
public final class StripedTimer {

	/**
	 * Longs from one stripe to the next: two cache lines, which processors fetch in
	 * pairs.
	 */
	private static final int STRIDE = 16;

	private static final int COUNT = 0;

	private static final int TOTAL = 1;

	private static final int MAXIMUM = 2;

	private static final int STRIPES = Math.min(256,
			Integer.highestOneBit(Runtime.getRuntime().availableProcessors()) * 8);

	private final AtomicLongArray cells = new AtomicLongArray(STRIPES * STRIDE);

	private final TimeUnit unit;

	private final RecentMaximum recent;

	StripedTimer(TimeUnit unit, LongSupplier nanoClock) {
		this.unit = unit;
		this.recent = new RecentMaximum(nanoClock);
	}

	void record(long amount) {
		// Neighbouring threads get neighbouring numbers, so that they rarely meet.
		int stripe = ((int) Thread.currentThread().getId() & (STRIPES - 1)) * STRIDE;
		this.cells.getAndIncrement(stripe + COUNT);
		if (amount > 0) {
			this.cells.getAndAdd(stripe + TOTAL, amount);
			raise(stripe + MAXIMUM, amount);
		}
	}

	private void raise(int cell, long amount) {
		long maximum = this.cells.get(cell);
		while (amount > maximum && !this.cells.compareAndSet(cell, maximum, amount)) {
			maximum = this.cells.get(cell);
		}
	}

	/**
	 * How many times were recorded.
	 * @return the number
	 */
	public long count() {
		return sum(COUNT);
	}

	/**
	 * The sum of all times.
	 * @return the sum, in the unit of this timer
	 */
	public long total() {
		return sum(TOTAL);
	}

	private long sum(int offset) {
		long sum = 0;
		for (int cell = offset; cell < this.cells.length(); cell += STRIDE) {
			sum += this.cells.get(cell);
		}
		return sum;
	}

	/**
	 * The longest time of the last two to three minutes. Times since the last call count
	 * as recent however long ago that call was, so that no peak is lost between two.
	 * @return the time in the unit of this timer, 0 if there was none
	 */
	public synchronized long maximum() {
		long collected = 0;
		for (int cell = MAXIMUM; cell < this.cells.length(); cell += STRIDE) {
			collected = Math.max(collected, this.cells.getAndSet(cell, 0));
		}
		return this.recent.with(collected);
	}

	/**
	 * In what the times are counted.
	 * @return the unit
	 */
	public TimeUnit unit() {
		return this.unit;
	}

}

package io.chanuka.db.pool;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * Total and recent maximum of many times, exact, and cheap to record: threads write to
 * stripes of their own, and whoever reads puts the stripes together. How many there were
 * is known elsewhere.
 */
public final class StripedTimer {

	/**
	 * Longs from one stripe to the next: two cache lines, which processors fetch in
	 * pairs.
	 */
	private static final int STRIDE = 16;

	private static final int TOTAL = 0;

	private static final int MAXIMUM = 1;

	private static final int STRIPES = Math.min(256,
			Integer.highestOneBit(Runtime.getRuntime().availableProcessors()) * 8);

	private final AtomicLongArray cells = new AtomicLongArray(STRIPES * STRIDE);

	private final LongSupplier count;

	private final RecentMaximum recent;

	/**
	 * Create a new instance.
	 * @param count tells how many times there were
	 * @param nanoClock tells the time
	 */
	StripedTimer(LongSupplier count, LongSupplier nanoClock) {
		this.count = count;
		this.recent = new RecentMaximum(nanoClock);
	}

	/**
	 * Records a time.
	 * @param amount the time in nanoseconds, nothing if it is not above 0
	 */
	void record(long amount) {
		if (amount > 0) {
			// Neighbouring threads get neighbouring numbers, so that they rarely meet.
			int stripe = ((int) Thread.currentThread().getId() & (STRIPES - 1)) * STRIDE;
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
	 * How many times there were.
	 * @return the number
	 */
	public long count() {
		return this.count.getAsLong();
	}

	/**
	 * The sum of all times.
	 * @return the sum in nanoseconds
	 */
	public long total() {
		long sum = 0;
		for (int cell = TOTAL; cell < this.cells.length(); cell += STRIDE) {
			sum += this.cells.get(cell);
		}
		return sum;
	}

	/**
	 * The longest time of the last two to three minutes. Times since the last call count
	 * as recent however long ago that call was, so that no peak is lost between two.
	 * @return the time in nanoseconds, 0 if there was none
	 */
	public synchronized long maximum() {
		long collected = 0;
		for (int cell = MAXIMUM; cell < this.cells.length(); cell += STRIDE) {
			collected = Math.max(collected, this.cells.getAndSet(cell, 0));
		}
		return this.recent.with(collected);
	}

}

package io.chanuka.db.pool;

import java.util.function.LongSupplier;

/**
 * The time since a count has last grown, as far as it was read. Reading it is all that it
 * costs.
 */
final class SinceGrowth {

	private final LongSupplier count;

	private final LongSupplier nanoTime;

	private long last;

	private long since;

	SinceGrowth(LongSupplier count, LongSupplier nanoTime) {
		this.count = count;
		this.nanoTime = nanoTime;
		this.since = nanoTime.getAsLong();
	}

	/**
	 * The time since the count was seen to grow.
	 * @return the time in nanoseconds, never too long
	 */
	synchronized long nanos() {
		long now = this.nanoTime.getAsLong();
		long current = this.count.getAsLong();
		if (current > this.last) {
			this.since = now;
		}
		this.last = current;
		return now - this.since;
	}

}

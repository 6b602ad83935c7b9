package io.chanuka.db.pool;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The maximum of what was seen in this minute and the two before it. Not safe for use by
 * several threads at once.
 */
final class RecentMaximum {

	private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

	private final long[] minutes = new long[3];

	private final LongSupplier nanoClock;

	private long newest;

	RecentMaximum(LongSupplier nanoClock) {
		this.nanoClock = nanoClock;
		this.newest = minute();
	}

	/**
	 * Takes one more value into account.
	 * @param value the value, seen now
	 * @return the maximum
	 */
	long with(long value) {
		long minute = minute();
		long passed = Math.min(minute - this.newest, this.minutes.length);
		for (long i = 0; i < passed; i++) {
			this.minutes[index(minute - i)] = 0;
		}
		this.newest = minute;
		this.minutes[index(minute)] = Math.max(this.minutes[index(minute)], value);
		long maximum = 0;
		for (long candidate : this.minutes) {
			maximum = Math.max(maximum, candidate);
		}
		return maximum;
	}

	private long minute() {
		return Math.floorDiv(this.nanoClock.getAsLong(), MINUTE);
	}

	private int index(long minute) {
		return Math.floorMod(minute, this.minutes.length);
	}

}

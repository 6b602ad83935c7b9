package io.chanuka.db.settings;

import java.time.Duration;

/**
 * Durations in the form that a property has.
 */
public final class DurationFormat {

	private static final long LONGEST_IN_MILLISECONDS = Integer.MAX_VALUE / 1000;

	private DurationFormat() {
	}

	/**
	 * Formats a duration with the largest unit, of seconds at most, that loses nothing.
	 * @param duration the duration
	 * @return such as {@code 30s}, {@code 250ms} or {@code 15us}
	 */
	public static String format(Duration duration) {
		if (duration.getNano() == 0) {
			return duration.getSeconds() + "s";
		}
		if (Math.abs(duration.getSeconds()) >= LONGEST_IN_MILLISECONDS) {
			return duration.toString();
		}
		long nanos = duration.toNanos();
		if (nanos % 1000 != 0) {
			return nanos + "ns";
		}
		return (nanos % 1_000_000 != 0) ? nanos / 1000 + "us" : nanos / 1_000_000 + "ms";
	}

}

package io.chanuka.db.migration.run;

import java.time.Duration;

/**
 * Point in time at which a wait ends.
 *
 * @param timeout how long the wait may take
 * @param begun when it began, by {@link System#nanoTime()}
 */
record Deadline(Duration timeout, long begun) {

	static Deadline after(Duration timeout) {
		return new Deadline(timeout, System.nanoTime());
	}

	Duration elapsed() {
		return Duration.ofNanos(System.nanoTime() - this.begun);
	}

	Duration remaining() {
		Duration remaining = this.timeout.minus(elapsed());
		return remaining.isNegative() ? Duration.ZERO : remaining;
	}

	/**
	 * Whether the deadline passes within a duration.
	 */
	boolean isWithin(Duration duration) {
		return elapsed().plus(duration).compareTo(this.timeout) >= 0;
	}

}

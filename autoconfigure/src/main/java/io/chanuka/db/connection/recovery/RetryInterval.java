package io.chanuka.db.connection.recovery;

import java.time.Duration;
import java.util.function.LongSupplier;

import io.chanuka.db.connection.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before the next attempt to connect. An attempt at a server that is
 * down costs next to nothing; with the length of the outage the interval grows to a
 * second. A server that accepts no more connections forks a process for each attempt, so
 * there it grows to seconds, and is remembered if one attempt succeeds in between.
 */
final class RetryInterval {

	private static final Duration SHORTEST = Duration.ofMillis(100);

	private static final Duration LONGEST = Duration.ofSeconds(1);

	private static final int PART_OF_OUTAGE = 200;

	private static final Duration REFUSED_SHORTEST = Duration.ofSeconds(1);

	private static final Duration REFUSED_LONGEST = Duration.ofSeconds(10);

	/**
	 * While callers wait.
	 */
	private static final Duration REFUSED_URGENT = Duration.ofSeconds(2);

	private static final Duration MEMORY = Duration.ofSeconds(30);

	private final LongSupplier nanoTime;

	private @Nullable FailureKind kind;

	private int refusals;

	private long lastRefusal;

	RetryInterval(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * Takes note of a failed attempt.
	 * @param kind why it failed
	 */
	synchronized void failed(FailureKind kind) {
		this.kind = kind;
		if (kind == FailureKind.TOO_MANY_CONNECTIONS) {
			long now = this.nanoTime.getAsLong();
			this.refusals = (now - this.lastRefusal < MEMORY.toNanos()) ? this.refusals + 1 : 1;
			this.lastRefusal = now;
		}
	}

	/**
	 * The interval after the last failure.
	 * @param outageNanos how long the outage lasts
	 * @param urgent whether callers wait for a connection
	 * @return the interval in nanoseconds
	 */
	synchronized long nanos(long outageNanos, boolean urgent) {
		if (this.kind == FailureKind.TOO_MANY_CONNECTIONS) {
			Duration longest = urgent ? REFUSED_URGENT : REFUSED_LONGEST;
			return Math.min(longest.toNanos(), REFUSED_SHORTEST.toNanos() << Math.min(this.refusals - 1, 10));
		}
		return Math.max(SHORTEST.toNanos(), Math.min(LONGEST.toNanos(), outageNanos / PART_OF_OUTAGE));
	}

}

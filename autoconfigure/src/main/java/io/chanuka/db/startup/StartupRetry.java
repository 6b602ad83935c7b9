package io.chanuka.db.startup;

import java.time.Duration;

import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.settings.StartupSettings;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether another attempt follows a failed one, and when. Each delay is random
 * within bounds, because all instances of an application start at the same time.
 */
final class StartupRetry {

	/**
	 * At most three attempts within a second, and soon enough after the server is ready.
	 */
	static final Duration SHORTEST = Duration.ofMillis(340);

	private static final Duration LONGEST = Duration.ofMillis(400);

	/**
	 * How long a full server, which forks a process for each attempt, is tried as often.
	 */
	private static final Duration PATIENCE_OF_FULL_SERVER = Duration.ofSeconds(30);

	private static final int SLOWER = 4;

	private static final Duration LAST = Duration.ofMillis(10);

	private final StartupSettings settings;

	StartupRetry(StartupSettings settings) {
		this.settings = settings;
	}

	/**
	 * Whether the attempts are limited in number and get rarer.
	 */
	boolean backsOff() {
		return this.settings.backsOff();
	}

	/**
	 * How long an endpoint is tried, for a message.
	 * @param kind why the last attempt failed
	 * @return the time, or {@code null} if the attempts are limited and the time is not
	 */
	@Nullable Duration limit(FailureKind kind) {
		if (backsOff() && !this.settings.timeout().origin().isExplicit()) {
			return null;
		}
		Duration timeout = this.settings.timeout().value();
		return (kind == FailureKind.UNKNOWN_HOST && this.settings.unknownHostTimeout().compareTo(timeout) < 0)
				? this.settings.unknownHostTimeout() : timeout;
	}

	/**
	 * The delay after a failed attempt while the application starts.
	 * @param kind why it failed, for a reason that may pass
	 * @param attempts how many have failed, this one included
	 * @param elapsed the time since the first one began
	 * @param random a random number from 0 to 1
	 * @return the delay, or {@code null} if no other attempt is made
	 */
	@Nullable Duration delay(FailureKind kind, int attempts, Duration elapsed, double random) {
		if (backsOff() && attempts >= this.settings.maxAttempts().value()) {
			return null;
		}
		Duration delay = backsOff() ? backOff(attempts, random) : frequent(kind, elapsed, random);
		Duration limit = limit(kind);
		if (limit == null) {
			return delay;
		}
		Duration left = limit.minus(elapsed);
		if (left.compareTo(LAST) <= 0) {
			return null;
		}
		Duration rest = (left.compareTo(SHORTEST) > 0) ? left : SHORTEST;
		return (delay.compareTo(rest) < 0) ? delay : rest;
	}

	/**
	 * The delay after a failed attempt once the application has started.
	 * @param kind why it failed
	 * @param elapsed the time since the first one began
	 * @param random a random number from 0 to 1
	 * @return the delay
	 */
	static Duration delayAfterStart(FailureKind kind, Duration elapsed, double random) {
		Duration delay = frequent(kind, elapsed, random);
		return kind.isTransient() ? delay : delay.multipliedBy(5L * SLOWER);
	}

	private static Duration frequent(FailureKind kind, Duration elapsed, double random) {
		boolean full = kind == FailureKind.TOO_MANY_CONNECTIONS && elapsed.compareTo(PATIENCE_OF_FULL_SERVER) > 0;
		Duration delay = SHORTEST.plusNanos((long) (random * LONGEST.minus(SHORTEST).toNanos()));
		return full ? delay.multipliedBy(SLOWER) : delay;
	}

	/**
	 * Up to a tenth longer than set.
	 */
	private Duration backOff(int attempts, double random) {
		double factor = Math.pow(this.settings.multiplier().value(), attempts - 1.0);
		double nanos = this.settings.initialDelay().value().toNanos() * factor;
		double longest = this.settings.maxDelay().value().toNanos();
		return Duration.ofNanos((long) (Math.min(nanos, longest) * (1 + random / 10)));
	}

}

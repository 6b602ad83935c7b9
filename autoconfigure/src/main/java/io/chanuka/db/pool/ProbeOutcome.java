package io.chanuka.db.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How a probe of the database went.
 *
 * @param at when it ended
 * @param responseTime how long the server took to answer, or the probe to fail
 * @param failure why it failed, or {@code null} if the server answered
 * @param missingExtensions required extensions that are not installed
 */
public record ProbeOutcome(Instant at, Duration responseTime, @Nullable FailureKind failure,
		List<String> missingExtensions) {

	public ProbeOutcome {
		missingExtensions = List.copyOf(missingExtensions);
	}

	/**
	 * Whether the database answered, be it that it has no connection left.
	 * @return {@code false} if it is down
	 */
	public boolean isAlive() {
		return this.failure == null || this.failure == FailureKind.TOO_MANY_CONNECTIONS;
	}

}

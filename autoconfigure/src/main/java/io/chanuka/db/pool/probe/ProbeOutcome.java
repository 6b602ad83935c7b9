package io.chanuka.db.pool.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.chanuka.db.connection.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * How a probe of the database went.
 *
 * @param at when it ended
 * @param responseTime how long the server took to answer, or the probe to fail, or
 * {@code null} if a connection that was returned was proof enough
 * @param failure why it failed, or {@code null} if the server answered
 * @param missingExtensions required extensions that are not installed
 */
public record ProbeOutcome(Instant at, @Nullable Duration responseTime, @Nullable FailureKind failure,
		List<String> missingExtensions) {

	public ProbeOutcome {
		missingExtensions = List.copyOf(missingExtensions);
	}

	/**
	 * Whether the database works, even if it accepts no more connections.
	 * @return {@code false} if it is down
	 */
	public boolean isAlive() {
		return this.failure == null || this.failure == FailureKind.TOO_MANY_CONNECTIONS;
	}

}

package io.chanuka.db.connection;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What became of the physical connections of a source since it was created.
 *
 * @param opened how many were opened
 * @param closed how many were closed, by reason, each reason present
 * @param failed how many could not be opened, by kind, each kind present
 * @param lastOpened when one was opened last, or {@code null} if none was
 * @param lastFailure why one could not be opened last, or {@code null} if that never
 * happened
 */
public record ConnectionsSnapshot(long opened, Map<CloseReason, Long> closed, Map<FailureKind, Long> failed,
		@Nullable Instant lastOpened, @Nullable ConnectionFailure lastFailure) {

	public ConnectionsSnapshot {
		closed = Collections.unmodifiableMap(new EnumMap<>(closed));
		failed = Collections.unmodifiableMap(new EnumMap<>(failed));
	}

	/**
	 * How many were closed for any reason.
	 * @return the sum
	 */
	public long closedForAnyReason() {
		return this.closed.values().stream().mapToLong(Long::longValue).sum();
	}

}

package io.chanuka.db.connection;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The physical connections of a source: how many are open now, and what became of all
 * since it was created.
 *
 * @param open how many are open now, also those that the pool has not taken yet
 * @param opened how many were opened
 * @param closed how many were closed, by reason, each reason present
 * @param failed how many could not be opened, by kind, each kind present
 * @param lastOpened when one was opened last, or {@code null} if none was
 * @param lastFailure why one could not be opened last, or {@code null} if that never
 * happened
 */
public record ConnectionsSnapshot(int open, long opened, Map<CloseReason, Long> closed, Map<FailureKind, Long> failed,
		@Nullable Instant lastOpened, @Nullable ConnectionFailure lastFailure) {

	public ConnectionsSnapshot {
		closed = Collections.unmodifiableMap(new EnumMap<>(closed));
		failed = Collections.unmodifiableMap(new EnumMap<>(failed));
	}

	/**
	 * The snapshot of a source that has opened nothing.
	 * @return the snapshot, each reason and kind present
	 */
	public static ConnectionsSnapshot none() {
		return new ConnectionsSnapshot(0, 0, zero(CloseReason.class), zero(FailureKind.class), null, null);
	}

	private static <K extends Enum<K>> Map<K, Long> zero(Class<K> type) {
		Map<K, Long> counts = new EnumMap<>(type);
		EnumSet.allOf(type).forEach((key) -> counts.put(key, 0L));
		return counts;
	}

	/**
	 * How many were closed for any reason.
	 * @return the sum
	 */
	public long closedForAnyReason() {
		return this.closed.values().stream().mapToLong(Long::longValue).sum();
	}

}

package io.chanuka.db.connection.source;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

import io.chanuka.db.connection.CloseReason;
import io.chanuka.db.connection.ConnectionFailure;
import io.chanuka.db.connection.ConnectionsSnapshot;
import io.chanuka.db.connection.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * Counts physical connections as they are opened and closed. Borrowing costs nothing
 * here.
 */
public final class ConnectionCounters {

	private final Clock clock;

	private final LongAdder opened = new LongAdder();

	private final Map<CloseReason, LongAdder> closed = adders(CloseReason.class, CloseReason.values());

	private final Map<FailureKind, LongAdder> failed = adders(FailureKind.class, FailureKind.values());

	private volatile @Nullable Instant lastOpened;

	private volatile @Nullable ConnectionFailure lastFailure;

	private volatile @Nullable ConnectionFailure lastRefusal;

	ConnectionCounters(Clock clock) {
		this.clock = clock;
	}

	private static <K extends Enum<K>> Map<K, LongAdder> adders(Class<K> type, K[] keys) {
		Map<K, LongAdder> adders = new EnumMap<>(type);
		Stream.of(keys).forEach((key) -> adders.put(key, new LongAdder()));
		return adders;
	}

	void opened() {
		this.opened.increment();
		this.lastOpened = this.clock.instant();
	}

	void closed(CloseReason reason) {
		adder(this.closed, reason).increment();
	}

	void failed(ConnectionFailure failure) {
		adder(this.failed, failure.kind()).increment();
		this.lastFailure = failure;
		if (failure.kind() == FailureKind.TOO_MANY_CONNECTIONS) {
			this.lastRefusal = failure;
		}
	}

	/**
	 * Why the last attempt that failed did so.
	 * @return the failure, or {@code null} if none ever failed
	 */
	public @Nullable ConnectionFailure lastFailure() {
		return this.lastFailure;
	}

	/**
	 * The last attempt that failed because the server had no more connections.
	 * @return the failure, or {@code null} if there was none
	 */
	public @Nullable ConnectionFailure lastRefusal() {
		return this.lastRefusal;
	}

	/**
	 * How many connections have been opened so far.
	 * @return the number, those included that were closed since
	 */
	public long openedCount() {
		return this.opened.sum();
	}

	/**
	 * How many attempts have failed so far because the server had no more connections.
	 */
	long refusals() {
		return adder(this.failed, FailureKind.TOO_MANY_CONNECTIONS).sum();
	}

	ConnectionsSnapshot snapshot(int open) {
		return new ConnectionsSnapshot(open, this.opened.sum(), sums(this.closed), sums(this.failed), this.lastOpened,
				this.lastFailure);
	}

	private static <K extends Enum<K>> LongAdder adder(Map<K, LongAdder> adders, K key) {
		LongAdder adder = adders.get(key);
		if (adder == null) {
			throw new IllegalStateException("No counter for " + key);
		}
		return adder;
	}

	private static <K extends Enum<K>> Map<K, Long> sums(Map<K, LongAdder> adders) {
		Map<K, Long> sums = new EnumMap<>(adders.keySet().iterator().next().getDeclaringClass());
		adders.forEach((key, adder) -> sums.put(key, adder.sum()));
		return sums;
	}

}

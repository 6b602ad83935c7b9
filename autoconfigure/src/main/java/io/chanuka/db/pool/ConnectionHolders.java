package io.chanuka.db.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.chanuka.db.connection.EscapedText;
import io.chanuka.db.connection.PhysicalConnection;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import org.jspecify.annotations.Nullable;

/**
 * The threads that hold connections of the pool.
 */
final class ConnectionHolders {

	private static final int NAMED = 5;

	private final Supplier<@Nullable PhysicalConnectionSource> sources;

	ConnectionHolders(Supplier<@Nullable PhysicalConnectionSource> sources) {
		this.sources = sources;
	}

	/**
	 * Lists them, the one that has held its connection longest first.
	 */
	List<ConnectionHolder> list() {
		return held().map(Held::holder).toList();
	}

	private Stream<Held> held() {
		PhysicalConnectionSource source = this.sources.get();
		if (source == null) {
			return Stream.empty();
		}
		return source.connections()
			.list()
			.stream()
			.filter(PhysicalConnection::isActive)
			.map(Held::of)
			.sorted(Comparator.comparing((held) -> held.holder().since()));
	}

	/**
	 * Names up to five of them, as the end of a message.
	 * @return a sentence behind a full stop, or an empty text if there are none
	 */
	String describe() {
		List<Held> holders = held().toList();
		if (holders.isEmpty()) {
			return "";
		}
		Instant now = Instant.now();
		String named = holders.stream()
			.limit(NAMED)
			.map((held) -> held.describe(now))
			.collect(Collectors.joining(", "));
		int others = holders.size() - NAMED;
		return ". Connections are held by " + named + ((others > 0) ? " and " + others + " others" : "");
	}

	/**
	 * A holder, and whether it is known when it acquired its connection.
	 */
	private record Held(ConnectionHolder holder, boolean known) {

		static Held of(PhysicalConnection connection) {
			ConnectionHolder holder = ConnectionHolder.of(connection);
			return new Held(holder, connection.lastUse().isKnown(connection.uses()));
		}

		String describe(Instant now) {
			return String.format(Locale.ROOT, "'%s' for %s%.1f s", EscapedText.of(this.holder.thread()),
					this.known ? "" : "at least ", Duration.between(this.holder.since(), now).toMillis() / 1000.0);
		}

	}

}

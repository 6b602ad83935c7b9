package io.chanuka.db.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

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
		PhysicalConnectionSource source = this.sources.get();
		if (source == null) {
			return List.of();
		}
		return source.connections()
			.list()
			.stream()
			.filter(PhysicalConnection::isActive)
			.map(ConnectionHolder::of)
			.sorted(Comparator.comparing(ConnectionHolder::since))
			.toList();
	}

	/**
	 * Names up to five of them, as the end of a message.
	 * @return a sentence behind a full stop, or an empty text if there are none
	 */
	String describe() {
		List<ConnectionHolder> holders = list();
		if (holders.isEmpty()) {
			return "";
		}
		Instant now = Instant.now();
		String named = holders.stream()
			.limit(NAMED)
			.map((holder) -> String.format(Locale.ROOT, "'%s' for %.1f s", holder.thread(),
					Duration.between(holder.since(), now).toMillis() / 1000.0))
			.collect(Collectors.joining(", "));
		int others = holders.size() - NAMED;
		return ". Connections are held by " + named + ((others > 0) ? " and " + others + " others" : "");
	}

}

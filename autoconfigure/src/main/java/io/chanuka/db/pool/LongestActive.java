package io.chanuka.db.pool;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.concurrent.TimeUnit;

import io.chanuka.db.pool.cancel.Borrow;

/**
 * The connection that has been active for longest, as far as it is known. An acquire does
 * not read the clock, so that the time begins with the first acquire that timed out while
 * the connection was active.
 */
final class LongestActive {

	private Map<Borrow, Long> seen = Map.of();

	/**
	 * Takes note of the active connections.
	 * @param current those, now
	 * @param nanos the time
	 * @return the end of a line, an empty text if none is known from before
	 */
	synchronized String describe(List<Borrow> current, long nanos) {
		Map<Borrow, Long> known = new HashMap<>();
		current.forEach((borrow) -> known.put(borrow, this.seen.getOrDefault(borrow, nanos)));
		this.seen = known;
		return known.entrySet()
			.stream()
			.min(Entry.comparingByValue())
			.filter((longest) -> longest.getValue() < nanos)
			.map((longest) -> describe(longest.getKey(), nanos - longest.getValue()))
			.orElse("");
	}

	private static String describe(Borrow borrow, long nanos) {
		return String.format(Locale.ROOT, ". Longest active: at least %.1f s, thread '%s'",
				TimeUnit.NANOSECONDS.toMillis(nanos) / 1000.0, borrow.holder());
	}

}

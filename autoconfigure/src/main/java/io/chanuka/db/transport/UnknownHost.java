package io.chanuka.db.transport;

import java.util.concurrent.TimeUnit;

/**
 * A host without an address, and how it is spelled for the next lookup. The JVM caches by
 * the exact text of a name for a while that it has no address, whereas DNS ignores the
 * case of letters and knows a dot at the end, so that with another spelling the operating
 * system is asked again.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4343">RFC 4343</a>
 */
final class UnknownHost {

	/**
	 * Attempts that follow each other faster share a lookup.
	 */
	private static final long SHORTEST_DISTANCE = TimeUnit.MILLISECONDS.toNanos(250);

	/**
	 * The spellings of a short name are not used up at once, and not so slowly that a
	 * start that waits for a part of the time only misses them.
	 */
	private static final int LOOKUPS_WHILE_CACHED = 8;

	/**
	 * More spellings than are needed before the first one can be used again.
	 */
	private static final int MOST_LETTERS = 16;

	/**
	 * So few have fewer spellings than there are attempts while the JVM caches.
	 */
	private static final int FEW_LETTERS = 4;

	private final String host;

	private final long cachedNanos;

	private final int spellings;

	private final long distance;

	/**
	 * Which letters have another case in the last lookup, and whether it ends with a dot.
	 * Zero is the name itself, which the JVM has tried to resolve.
	 */
	private int pattern;

	private boolean found;

	private long lastLookup;

	private long lastRequest;

	/**
	 * Create a new instance.
	 * @param host the name
	 * @param cachedNanos how long the JVM caches that a name has no address
	 * @param now the time in nanoseconds, just after the JVM has tried to resolve the
	 * name
	 */
	UnknownHost(String host, long cachedNanos, long now) {
		this.host = host;
		this.cachedNanos = cachedNanos;
		this.spellings = 1 << bits(host);
		this.distance = Math.max(SHORTEST_DISTANCE, cachedNanos / Math.max(LOOKUPS_WHILE_CACHED, this.spellings));
		this.lastLookup = now;
		this.lastRequest = now;
	}

	/**
	 * One for each letter, and one for a dot at the end of a short name. With it a name
	 * is resolved without search domains, which a container network does not need.
	 */
	private static int bits(String host) {
		int letters = (int) host.chars().filter(UnknownHost::isLetter).count();
		boolean few = letters > 0 && letters <= FEW_LETTERS && !host.endsWith(".");
		return few ? letters + 1 : Math.min(MOST_LETTERS, letters);
	}

	/**
	 * The spelling to resolve now that the JVM has no address for the name.
	 * @param now the time in nanoseconds
	 * @return one that the JVM has not cached if there is one, the last one if it has an
	 * address or was used just now, or the name itself if the JVM has just tried that
	 */
	synchronized String spelling(long now) {
		if (now - this.lastRequest > this.cachedNanos) {
			this.pattern = 0;
			this.lastLookup = now;
			this.found = false;
		}
		else if (!this.found && now - this.lastLookup >= this.distance && this.spellings > 1) {
			this.pattern = this.pattern % (this.spellings - 1) + 1;
			this.lastLookup = now;
		}
		this.lastRequest = now;
		return spelled();
	}

	/**
	 * Takes note of the outcome of a lookup.
	 * @param spelling what was resolved or not
	 * @param found whether it has an address
	 */
	synchronized void resolved(String spelling, boolean found) {
		if (spelling.equals(spelled())) {
			this.found = found;
		}
	}

	private String spelled() {
		StringBuilder spelled = new StringBuilder(this.host);
		int bits = this.pattern;
		for (int index = 0; index < spelled.length() && bits != 0; index++) {
			char character = spelled.charAt(index);
			if (isLetter(character)) {
				// The two cases of an ASCII letter differ by this bit.
				spelled.setCharAt(index, (char) (((bits & 1) != 0) ? character ^ 0x20 : character));
				bits >>= 1;
			}
		}
		return (bits != 0) ? spelled.append('.').toString() : spelled.toString();
	}

	private static boolean isLetter(int character) {
		return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
	}

}

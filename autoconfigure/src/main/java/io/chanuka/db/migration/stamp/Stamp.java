package io.chanuka.db.migration.stamp;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The comment on the history table. Two claims, so that the instances of a rolling
 * deployment do not replace each other's.
 *
 * @param claims the claims, the latest first
 */
record Stamp(List<Claim> claims) {

	private static final String PREFIX = "Chanuka DB, nothing to migrate: ";

	private static final String SEPARATOR = ", ";

	private static final int LIMIT = 2;

	Stamp {
		claims = List.copyOf(claims);
	}

	/**
	 * Reads a comment.
	 * @param comment the comment
	 * @return the stamp, without claims where there is no comment, or {@code null} if the
	 * comment is not a stamp
	 */
	static @Nullable Stamp parse(@Nullable String comment) {
		if (comment == null) {
			return new Stamp(List.of());
		}
		return comment.startsWith(PREFIX)
				? new Stamp(
						Arrays.stream(comment.substring(PREFIX.length()).split(SEPARATOR)).map(Claim::parse).toList())
				: null;
	}

	/**
	 * Adds a claim in place of the oldest.
	 * @param claim the claim
	 * @return a copy
	 */
	Stamp with(Claim claim) {
		return new Stamp(Stream.concat(Stream.of(claim), this.claims.stream().filter((other) -> !other.equals(claim)))
			.limit(LIMIT)
			.toList());
	}

	String comment() {
		return this.claims.stream().map(Claim::toString).collect(Collectors.joining(SEPARATOR, PREFIX, ""));
	}

}

package io.chanuka.db.settings;

import java.util.Arrays;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Whether statements are prepared on the server behind a pooler in transaction mode.
 */
public enum PreparedStatements {

	/**
	 * Only where there is no such pooler.
	 */
	AUTO,

	/**
	 * Also behind the pooler, which keeps those of its clients apart.
	 */
	TRUE,

	/**
	 * Nowhere.
	 */
	FALSE;

	public static @Nullable PreparedStatements named(String name) {
		return Arrays.stream(values())
			.filter((value) -> value.name().equalsIgnoreCase(name.strip()))
			.findFirst()
			.orElse(null);
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}

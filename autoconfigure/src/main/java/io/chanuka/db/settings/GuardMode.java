package io.chanuka.db.settings;

import java.util.Arrays;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What happens when a development or testing application is about to migrate the database
 * of another environment.
 */
public enum GuardMode {

	/**
	 * It fails.
	 */
	REFUSE,

	/**
	 * It is reported and goes on.
	 */
	WARN,

	/**
	 * Nothing is read, and no database is marked.
	 */
	OFF;

	/**
	 * Finds a mode.
	 * @param name the name, in any case
	 * @return the mode, or {@code null} if there is none of that name
	 */
	public static @Nullable GuardMode named(String name) {
		return Arrays.stream(values())
			.filter((mode) -> mode.name().equalsIgnoreCase(name.strip()))
			.findFirst()
			.orElse(null);
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}

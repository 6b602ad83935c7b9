package io.chanuka.db.settings;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What is logged of the parameters of a statement.
 */
public enum ParameterLog {

	/**
	 * Their number.
	 */
	NONE,

	/**
	 * Their values too, except secrets.
	 */
	VALUES;

	/**
	 * Finds one by its name.
	 * @param name the name, in any case
	 * @return the choice, or {@code null} if the name means none
	 */
	public static @Nullable ParameterLog named(String name) {
		return switch (name.strip().toLowerCase(Locale.ROOT)) {
			case "none" -> NONE;
			case "values" -> VALUES;
			default -> null;
		};
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}

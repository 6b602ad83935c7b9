package io.chanuka.db.settings;

/**
 * A decided value and where it comes from.
 *
 * @param <T> the type of the value
 * @param name the property that sets it
 * @param value the value
 * @param origin where it comes from
 */
public record Setting<T>(String name, T value, Origin origin) {

	/**
	 * How the names of all properties begin.
	 */
	public static final String PREFIX = "chanuka.db.";

	/**
	 * The name without its prefix.
	 * @return such as {@code statement-timeout}
	 */
	public String key() {
		return this.name.startsWith(PREFIX) ? this.name.substring(PREFIX.length()) : this.name;
	}

}

package io.chanuka.db.settings.selection;

import java.util.LinkedHashMap;
import java.util.Map;

import io.chanuka.db.settings.InputValue;

/**
 * The properties of the JDBC driver that are set apart from the URL, as properties of
 * HikariCP.
 */
public final class DriverProperties {

	/**
	 * How the names begin.
	 */
	public static final String PREFIX = "spring.datasource.hikari.data-source-properties.";

	private final Map<String, String> properties = new LinkedHashMap<>();

	public DriverProperties(Map<String, InputValue> values) {
		values.forEach((name, value) -> {
			if (name.startsWith(PREFIX)) {
				this.properties.put(name.substring(PREFIX.length()), value.text());
			}
		});
	}

	/**
	 * All of them.
	 * @return the values by the driver's names
	 */
	public Map<String, String> all() {
		return this.properties;
	}

}

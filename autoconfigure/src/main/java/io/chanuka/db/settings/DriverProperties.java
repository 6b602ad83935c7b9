package io.chanuka.db.settings;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The properties of the JDBC driver that are set apart from the URL, as properties of
 * HikariCP.
 */
final class DriverProperties {

	static final String PREFIX = "spring.datasource.hikari.data-source-properties.";

	private final Map<String, String> properties = new LinkedHashMap<>();

	DriverProperties(SettingsInput input) {
		input.values().forEach((name, value) -> {
			if (name.startsWith(PREFIX)) {
				this.properties.put(name.substring(PREFIX.length()), value.text());
			}
		});
	}

	/**
	 * All of them.
	 * @return the values by the driver's names
	 */
	Map<String, String> all() {
		return this.properties;
	}

}

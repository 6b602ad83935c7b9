package io.chanuka.db.settings;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.chanuka.db.url.TranslatedParameters;
import org.jspecify.annotations.Nullable;

/**
 * Settings that the parameters of the runtime's URL can give: weaker than properties,
 * stronger than defaults.
 */
final class SettingsFromUrl {

	/**
	 * The driver's names of what is decided as a setting of ours.
	 */
	static final List<String> DRIVER_PARAMETERS = List.of("connectTimeout", "loginTimeout", "tcpKeepAlive",
			"ApplicationName");

	private SettingsFromUrl() {
	}

	static Map<String, InputValue> of(TranslatedParameters parameters) {
		Map<String, InputValue> values = new LinkedHashMap<>();
		Map<String, String> driver = parameters.driver();
		addSeconds(values, "connect-timeout", "connectTimeout", driver.get("connectTimeout"));
		addSeconds(values, "login-timeout", "loginTimeout", driver.get("loginTimeout"));
		addSeconds(values, "pool.connection-timeout", "pool_timeout", parameters.pool().get("pool_timeout"));
		Integer limit = parameters.poolNumber("connection_limit");
		if (limit != null) {
			add(values, "pool.max-size", "connection_limit", limit);
		}
		if (driver.containsKey("tcpKeepAlive")) {
			add(values, "tcp-keep-alive", "tcpKeepAlive", Boolean.valueOf(driver.get("tcpKeepAlive")));
		}
		if (driver.containsKey("ApplicationName")) {
			add(values, "application-name", "ApplicationName", driver.get("ApplicationName"));
		}
		return values;
	}

	/**
	 * Zero is how the driver and libpq write that nothing was chosen.
	 */
	private static void addSeconds(Map<String, InputValue> values, String key, String parameter,
			@Nullable String value) {
		if (value != null && value.matches("[1-9]\\d{0,8}")) {
			add(values, key, parameter, Duration.ofSeconds(Long.parseLong(value)));
		}
	}

	private static void add(Map<String, InputValue> values, String key, String parameter, Object value) {
		String source = "parameter " + parameter + " of the URL";
		values.put(SettingsReader.PREFIX + key, new InputValue(source, value, new Origin(Origin.Kind.URL, source)));
	}

}

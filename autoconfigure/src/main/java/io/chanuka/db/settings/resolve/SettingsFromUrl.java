package io.chanuka.db.settings.resolve;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.input.SettingsInput;
import io.chanuka.db.settings.input.SettingsReader;
import io.chanuka.db.settings.selection.DriverProperties;
import io.chanuka.db.url.TranslatedParameters;
import org.jspecify.annotations.Nullable;

/**
 * Settings that the parameters of the runtime's URL or properties of the driver can give:
 * weaker than properties of ours, stronger than defaults.
 */
final class SettingsFromUrl {

	private final Map<String, InputValue> values = new LinkedHashMap<>();

	private final Function<String, Origin> origins;

	private SettingsFromUrl(Function<String, Origin> origins) {
		this.origins = origins;
	}

	/**
	 * Reads the parameters of a URL and, where it has none, the driver's properties.
	 * @param url the parameters of the URL
	 * @param input where the driver's properties are
	 * @return the values by our keys
	 */
	static Map<String, InputValue> of(TranslatedParameters url, SettingsInput input) {
		SettingsFromUrl properties = new SettingsFromUrl(
				(name) -> Objects.requireNonNull(input.values().get(DriverProperties.PREFIX + name)).origin());
		properties.read(new DriverProperties(input.values()).all());
		SettingsFromUrl parameters = new SettingsFromUrl(
				(name) -> new Origin(Origin.Kind.URL, "parameter " + name + " of the URL"));
		parameters.read(url.driver());
		parameters.addSeconds("pool.connection-timeout", "pool_timeout", url.pool().get("pool_timeout"));
		Integer limit = url.poolNumber("connection_limit");
		if (limit != null) {
			parameters.add("pool.max-size", "connection_limit", limit);
		}
		properties.values.putAll(parameters.values);
		return properties.values;
	}

	private void read(Map<String, String> driver) {
		addSeconds("connect-timeout", "connectTimeout", driver.get("connectTimeout"));
		addSeconds("login-timeout", "loginTimeout", driver.get("loginTimeout"));
		if (driver.containsKey("tcpKeepAlive")) {
			add("tcp-keep-alive", "tcpKeepAlive", Boolean.valueOf(driver.get("tcpKeepAlive")));
		}
		if (driver.containsKey("ApplicationName")) {
			add("application-name", "ApplicationName", driver.get("ApplicationName"));
		}
	}

	/**
	 * Zero is how the driver and libpq write that nothing was chosen.
	 */
	private void addSeconds(String key, String parameter, @Nullable String value) {
		if (value != null && value.matches("[1-9]\\d{0,8}")) {
			add(key, parameter, Duration.ofSeconds(Long.parseLong(value)));
		}
	}

	private void add(String key, String parameter, Object value) {
		Origin origin = this.origins.apply(parameter);
		this.values.put(SettingsReader.PREFIX + key, new InputValue(origin.description(), value, origin));
	}

}

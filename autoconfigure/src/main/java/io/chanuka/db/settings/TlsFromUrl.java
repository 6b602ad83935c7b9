package io.chanuka.db.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.chanuka.db.url.TranslatedParameters;
import org.jspecify.annotations.Nullable;

/**
 * What the parameters of a URL say about encryption, as settings: weaker than properties,
 * stronger than defaults.
 */
final class TlsFromUrl {

	/**
	 * The driver's names of what is always decided as a setting of ours.
	 */
	static final List<String> MODE_PARAMETERS = List.of("sslmode", "ssl");

	/**
	 * The driver's names of what is decided as a setting of ours where nobody chose a
	 * factory.
	 */
	static final List<String> DRIVER_PARAMETERS = List.of("sslrootcert", "sslcert", "sslkey", "sslpassword",
			"sslfactory", "sslfactoryarg");

	private static final String TRUST_STORE_FACTORY = "org.postgresql.ssl.DefaultJavaSSLFactory";

	private static final String UNVERIFIED_FACTORY = "org.postgresql.ssl.NonValidatingFactory";

	/**
	 * The driver's own factories whose meaning our settings have.
	 */
	private static final Set<String> KNOWN_FACTORIES = Set.of(TRUST_STORE_FACTORY, UNVERIFIED_FACTORY,
			"org.postgresql.ssl.LibPQFactory", "org.postgresql.ssl.jdbc4.LibPQFactory");

	private TlsFromUrl() {
	}

	/**
	 * The factory that somebody wrote or chose and that does more than settings can say.
	 */
	static @Nullable String foreignFactory(TranslatedParameters parameters, boolean isSprings) {
		String factory = parameters.driver().get("sslfactory");
		return (factory != null && (isSprings || !KNOWN_FACTORIES.contains(factory))) ? factory : null;
	}

	/**
	 * Reads the parameters.
	 * @param parameters the parameters of the URL
	 * @param isSprings whether they mean what they mean to the driver, which gets a
	 * factory as it is
	 * @return the values by our keys
	 */
	static Map<String, InputValue> of(TranslatedParameters parameters, boolean isSprings) {
		Map<String, InputValue> values = new LinkedHashMap<>();
		Map<String, String> driver = parameters.driver();
		String factory = isSprings ? null : driver.get("sslfactory");
		if (driver.containsKey("sslmode")) {
			add(values, "ssl.mode", "sslmode", driver.get("sslmode"));
		}
		else if (driver.containsKey("ssl")) {
			// So the driver reads it.
			add(values, "ssl.mode", "ssl", "false".equalsIgnoreCase(driver.get("ssl")) ? "prefer" : "verify-full");
		}
		if (UNVERIFIED_FACTORY.equals(factory)) {
			add(values, "ssl.reject-unauthorized", "sslfactory", Boolean.FALSE);
		}
		if (TRUST_STORE_FACTORY.equals(factory)) {
			add(values, "ssl.root-certificate", "sslfactory", TlsMaterialResolver.SYSTEM);
		}
		add(values, "ssl.root-certificate", "sslrootcert", driver.get("sslrootcert"));
		add(values, "ssl.certificate", "sslcert", driver.get("sslcert"));
		add(values, "ssl.private-key", "sslkey", driver.get("sslkey"));
		add(values, "ssl.private-key-password", "sslpassword", driver.get("sslpassword"));
		return values;
	}

	private static void add(Map<String, InputValue> values, String key, String parameter, @Nullable Object value) {
		if (value != null && !value.equals("")) {
			String source = "parameter " + parameter + " of the URL";
			values.put(SettingsReader.PREFIX + key, new InputValue(source, value, new Origin(Origin.Kind.URL, source)));
		}
	}

}

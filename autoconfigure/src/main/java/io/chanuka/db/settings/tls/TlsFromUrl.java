package io.chanuka.db.settings.tls;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.input.SettingsReader;
import io.chanuka.db.url.TranslatedParameters;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a URL for encryption, as settings: weaker than properties, stronger
 * than defaults.
 */
public final class TlsFromUrl {

	/**
	 * The driver's names of what is always decided as a setting of ours.
	 */
	public static final List<String> MODE_PARAMETERS = List.of("sslmode", "ssl");

	/**
	 * The driver's names of what is decided as a setting of ours where no factory is
	 * configured.
	 */
	public static final List<String> DRIVER_PARAMETERS = List.of("sslrootcert", "sslcert", "sslkey", "sslpassword",
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
	 * The configured factory, which can do more than settings express.
	 * @param parameters the parameters of the URL
	 * @param isSpringUrl whether the URL is Spring Boot's
	 * @return the class name, or {@code null} if there is none
	 */
	public static @Nullable String foreignFactory(TranslatedParameters parameters, boolean isSpringUrl) {
		String factory = parameters.driver().get("sslfactory");
		return (factory != null && (isSpringUrl || !KNOWN_FACTORIES.contains(factory))) ? factory : null;
	}

	/**
	 * Reads the parameters.
	 * @param parameters the parameters of the URL
	 * @param isSpringUrl whether they mean what they mean to the driver, which gets a
	 * factory as it is
	 * @return the values by our keys
	 */
	public static Map<String, InputValue> of(TranslatedParameters parameters, boolean isSpringUrl) {
		Map<String, InputValue> values = new LinkedHashMap<>();
		Map<String, String> driver = parameters.driver();
		String factory = isSpringUrl ? null : driver.get("sslfactory");
		if (driver.containsKey("sslmode")) {
			add(values, "ssl.mode", "sslmode", driver.get("sslmode"));
		}
		else if (driver.containsKey("ssl")) {
			add(values, "ssl.mode", "ssl",
					isOn(String.valueOf(driver.get("ssl")), isSpringUrl) ? "verify-full" : "prefer");
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

	/**
	 * For the driver nothing but {@code true}, or no value, switches it on
	 * ({@code SslMode#of}). In a URL of ours every value but {@code false} does.
	 */
	private static boolean isOn(String value, boolean isSpringUrl) {
		return isSpringUrl ? value.isEmpty() || value.equalsIgnoreCase("true") : !value.equalsIgnoreCase("false");
	}

	private static void add(Map<String, InputValue> values, String key, String parameter, @Nullable Object value) {
		if (value != null && !value.equals("")) {
			String source = "parameter " + parameter + " of the URL";
			values.put(SettingsReader.PREFIX + key, new InputValue(source, value, new Origin(Origin.Kind.URL, source)));
		}
	}

}

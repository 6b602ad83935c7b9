package io.chanuka.db.url;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The parameters of a URL, in the names and values of the JDBC driver.
 *
 * @param driver the driver's parameters in the order of the URL
 * @param pool the URL's settings of the pool: {@code connection_limit} and
 * {@code pool_timeout}
 * @param unknown parameters that neither libpq nor the driver has, with their values
 * @param problems what is wrong, a sentence each
 */
public record TranslatedParameters(Map<String, String> driver, Map<String, String> pool, Map<String, String> unknown,
		List<String> problems) {

	private static final Map<String, LibpqParameter> TABLE = LibpqParameter.TABLE.stream()
		.collect(Collectors.toUnmodifiableMap(LibpqParameter::name, Function.identity()));

	/**
	 * What must be well-formed, because a setting of ours is made from it.
	 */
	private static final Map<String, String> FORMS = Map.of("connectTimeout", "\\d{1,9}", "loginTimeout", "\\d{1,9}",
			"tcpKeepAlive", "true|false");

	/**
	 * What begins like this is about security and is never ignored.
	 */
	private static final List<String> SECURITY = List.of("ssl", "channel", "require", "gss");

	/**
	 * The driver's parameters that name a class, which gets all parameters and can define
	 * its own, as those of Cloud SQL and AlloyDB do.
	 */
	private static final List<String> PLUGINS = List.of("socketFactory", "sslfactory", "authenticationPluginClassName");

	/**
	 * Translates the names of libpq and of other clients.
	 * @param written the parameters as they stand in the URL
	 * @return the translation
	 */
	public static TranslatedParameters of(Map<String, String> written) {
		TranslatedParameters result = empty();
		written.entrySet().forEach(result::add);
		result.demandVerification();
		return hasPlugin(result.driver) ? result.handedOn() : result;
	}

	/**
	 * Reads the parameters as the driver does, which ignores all names but its own.
	 * @param written the parameters as they stand in the URL
	 * @return the driver's parameters; all others are unknown, and nothing is a problem
	 */
	public static TranslatedParameters asDriver(Map<String, String> written) {
		TranslatedParameters result = empty();
		written.forEach((name, value) -> (DriverParameters.names().contains(name) ? result.driver : result.unknown)
			.put(name, value));
		return hasPlugin(result.driver) ? result.handedOn() : result;
	}

	private static TranslatedParameters empty() {
		return new TranslatedParameters(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(),
				new ArrayList<>());
	}

	/**
	 * Whether properties of the driver name a class that is not the driver's own and may
	 * read parameters that the driver does not have.
	 * @param driver the properties by their names
	 * @return {@code true} if there is a socket factory, an SSL socket factory or an
	 * authentication plugin
	 */
	public static boolean hasPlugin(Map<String, String> driver) {
		return PLUGINS.stream()
			.map(driver::get)
			.anyMatch((type) -> type != null && !type.isBlank() && !type.startsWith("org.postgresql."));
	}

	/**
	 * The same with all unknown parameters handed on to the driver.
	 * @return a copy
	 */
	public TranslatedParameters handedOn() {
		Map<String, String> all = new LinkedHashMap<>(this.driver);
		all.putAll(this.unknown);
		return new TranslatedParameters(all, this.pool, Map.of(), this.problems);
	}

	/**
	 * The unknown parameters that are about security, so that ignoring them is not safe.
	 * @return their names
	 */
	public List<String> unknownSecurity() {
		return this.unknown.keySet()
			.stream()
			.filter((name) -> SECURITY.stream().anyMatch(name.toLowerCase(Locale.ROOT)::startsWith))
			.toList();
	}

	private void add(Entry<String, String> parameter) {
		// As the driver writes it, so as the driver means it: gssEncMode is not
		// gssencmode.
		boolean isDrivers = DriverParameters.names().contains(parameter.getKey());
		LibpqParameter rule = TABLE.get(isDrivers ? parameter.getKey() : parameter.getKey().toLowerCase(Locale.ROOT));
		if (rule != null) {
			addTranslated(rule, parameter.getValue());
			return;
		}
		String name = DriverParameters.canonicalName(parameter.getKey());
		if (name != null) {
			put(name, parameter.getValue());
		}
		else {
			this.unknown.put(parameter.getKey(), parameter.getValue());
		}
	}

	/**
	 * With the system's certificates libpq verifies the host in full and refuses less.
	 */
	private void demandVerification() {
		boolean system = LibpqParameter.JVM_TRUST_STORE.equals(this.driver.get("sslfactory"));
		String mode = system ? this.driver.putIfAbsent("sslmode", "verify-full") : null;
		if (mode != null && !mode.equals("verify-full")) {
			this.problems.add("the parameter sslmode is weaker than verify-full, which sslrootcert=system demands");
		}
	}

	private void addTranslated(LibpqParameter rule, String value) {
		String converted = rule.conversion().apply(value);
		if (converted == null) {
			this.problems.add("the parameter " + rule.name() + " has a value that is not one of: " + rule.expected());
		}
		else if (rule.driverName() == null) {
			this.pool.put(rule.name(), converted);
		}
		else {
			addSpecial(rule, rule.driverName(), converted);
		}
	}

	private void addSpecial(LibpqParameter rule, String driverName, String value) {
		switch (rule.name()) {
			case "sslrootcert" -> put(value.equals("system") ? "sslfactory" : driverName,
					value.equals("system") ? LibpqParameter.JVM_TRUST_STORE : value);
			case "options" -> addOption(value);
			case "statement_timeout" -> addOption("-c statement_timeout=" + value);
			case "pgbouncer" -> this.driver.computeIfAbsent(driverName, (name) -> value.equals("0") ? value : null);
			case "fallback_application_name" -> this.driver.putIfAbsent(driverName, value);
			case "application_name" -> this.driver.put(driverName, value);
			default -> put(driverName, value);
		}
	}

	private void addOption(String option) {
		this.driver.merge("options", option, (present, added) -> present + " " + added);
	}

	private void put(String name, String value) {
		String form = FORMS.get(name);
		if (form != null && !value.matches(form)) {
			this.problems.add("the parameter " + name + " has a value that is not one of: "
					+ (form.startsWith("\\d") ? "seconds" : "true, false"));
		}
		String other = this.driver.put(name, value);
		if (other != null && !other.equals(value)) {
			this.problems.add("the parameter " + name + " is given twice with different values");
		}
	}

	/**
	 * A number that the URL gives for the pool.
	 * @param name {@code connection_limit} or {@code pool_timeout}
	 * @return the number, or {@code null} if the URL does not give it
	 */
	public @Nullable Integer poolNumber(String name) {
		String value = this.pool.get(name);
		return (value != null && !value.isEmpty()) ? Integer.valueOf(value) : null;
	}

	/**
	 * Shows no value: some are secrets.
	 */
	@Override
	public String toString() {
		return "parameters " + this.driver.keySet() + this.pool.keySet();
	}

}

package io.chanuka.db.url;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BinaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of a URL.
 */
final class UrlQuery {

	/**
	 * What the driver reads in any case, and its own names for it.
	 */
	private static final Map<String, String> ADDRESS = Map.of("host", "PGHOST", "port", "PGPORT", "dbname", "PGDBNAME");

	private UrlQuery() {
	}

	/**
	 * Reads the parameters.
	 * @param query what follows the question mark, or {@code null}
	 * @param decoder decodes a component of the given kind
	 * @return the parameters in their order, those that have a place of their own under
	 * libpq's name
	 */
	static Map<String, String> parse(@Nullable String query, BinaryOperator<String> decoder) {
		Map<String, String> parameters = new LinkedHashMap<>();
		for (String part : (query != null) ? query.split("&") : new String[0]) {
			int equals = part.indexOf('=');
			String name = decoder.apply((equals != -1) ? part.substring(0, equals) : part, "a parameter's name");
			if (!name.isEmpty()) {
				String value = (equals != -1) ? part.substring(equals + 1) : "";
				String decoded = decoder.apply(value, "a parameter's value");
				String other = parameters.put(canonical(name), decoded);
				if (other != null && !other.equals(decoded)) {
					// Not named: in a misread URL it may be a piece of the password.
					throw new InvalidPostgresUrlException("a parameter is given twice with different values",
							"Keep one of them.");
				}
			}
		}
		return parameters;
	}

	/**
	 * Reads the parameters of a JDBC URL as the driver does.
	 * @param query what follows the question mark, or {@code null}
	 * @param decoder decodes a component of the given kind
	 * @return the parameters in their order, those that have a place of their own under
	 * libpq's name
	 */
	static Map<String, String> parseAsDriver(@Nullable String query, BinaryOperator<String> decoder) {
		Map<String, String> parameters = new LinkedHashMap<>();
		for (String part : (query != null) ? query.split("&") : new String[0]) {
			int equals = part.indexOf('=');
			String name = (equals != -1) ? part.substring(0, equals) : part;
			if (!name.isEmpty()) {
				parameters.put((equals != -1) ? canonicalForDriver(name) : name,
						decoder.apply((equals != -1) ? part.substring(equals + 1) : "", "a parameter's value"));
			}
		}
		if (parameters.containsKey("service")) {
			throw new InvalidPostgresUrlException("it names a service of a file that is not read here",
					"Name host and database in the URL.");
		}
		return parameters;
	}

	/**
	 * The driver takes libpq's names of the address too, in any case, and its own names
	 * as they are ({@code PGPropertyUtil#translatePGServiceToPGProperty}).
	 */
	private static String canonicalForDriver(String name) {
		String lowerCase = name.toLowerCase(Locale.ROOT);
		return ADDRESS.entrySet()
			.stream()
			.filter((address) -> address.getKey().equals(lowerCase) || address.getValue().equals(name))
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse(name);
	}

	/**
	 * The driver has names of its own for what libpq calls host, port and dbname.
	 */
	private static String canonical(String name) {
		String lowerCase = name.toLowerCase(Locale.ROOT);
		if (lowerCase.equals("service")) {
			throw new InvalidPostgresUrlException("it names a service of a file that is not read here",
					"Name host and database in the URL.");
		}
		return switch (lowerCase) {
			case "host", "pghost" -> "host";
			case "port", "pgport" -> "port";
			case "dbname", "pgdbname" -> "dbname";
			case "user", "password" -> lowerCase;
			default -> name;
		};
	}

}

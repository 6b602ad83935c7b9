package io.chanuka.db.url;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A parameter that libpq or another client understands under this name, and what it is
 * for the JDBC driver, which would ignore the name without a word.
 *
 * @param name the name in a URL
 * @param driverName the driver's name for it, or {@code null} if the driver has none and
 * the meaning is a pool's or none
 * @param conversion turns the value into the driver's, {@code null} if it is not one of
 * the expected
 * @param expected the values that are understood, in words
 * @see <a href="https://www.postgresql.org/docs/18/libpq-connect.html">PostgreSQL 18,
 * Database Connection Control Functions</a>
 * @see <a href="https://www.prisma.io/docs/orm/overview/databases/postgresql">Prisma,
 * PostgreSQL</a>
 */
record LibpqParameter(String name, @Nullable String driverName, Function<String, @Nullable String> conversion,
		String expected) {

	/**
	 * The driver's factory for the trust store of the JVM.
	 */
	static final String JVM_TRUST_STORE = "org.postgresql.ssl.DefaultJavaSSLFactory";

	/**
	 * The whole table. Its order is the one of the documentation.
	 */
	static final List<LibpqParameter> TABLE = List.of(
			oneOf("sslmode", "sslmode", "disable", "allow", "prefer", "require", "verify-ca", "verify-full"),
			oneOf("channel_binding", "channelBinding", "disable", "prefer", "require"),
			any("require_auth", "requireAuth", "a list of methods"),
			mapped("target_session_attrs", "targetServerType",
					Map.of("any", "any", "read-write", "primary", "primary", "primary", "read-only", "secondary",
							"standby", "secondary", "prefer-standby", "preferSecondary")),
			number("connect_timeout", "connectTimeout", "seconds"),
			any("application_name", "ApplicationName", "a text"),
			any("fallback_application_name", "ApplicationName", "a text, used if there is no application_name"),
			any("sslrootcert", "sslrootcert", "a file, or system for the trust store of the JVM"),
			any("sslcert", "sslcert", "a file"), any("sslkey", "sslkey", "a file"),
			any("sslpassword", "sslpassword", "a text"),
			oneOf("sslnegotiation", "sslNegotiation", "postgres", "direct"),
			oneOf("gssencmode", "gssEncMode", "disable", "prefer", "require"),
			any("krbsrvname", "kerberosServerName", "a text"),
			mapped("load_balance_hosts", "loadBalanceHosts", Map.of("disable", "false", "random", "true")),
			mapped("keepalives", "tcpKeepAlive", Map.of("0", "false", "1", "true")),
			any("options", "options", "options of the server process, Neon's endpoint= among them"),
			any("search_path", "currentSchema", "schemas, separated by commas"),
			any("schema", "currentSchema", "a schema"), number("statement_timeout", "options", "milliseconds"),
			mapped("pgbouncer", "prepareThreshold", Map.of("true", "0", "false", "5")),
			number("connection_limit", null, "a number, the pool's maximum"),
			number("pool_timeout", null, "seconds, the pool's connection timeout"),
			mapped("sslcompression", null, Map.of("0", "")), mapped("sslsni", null, Map.of("1", "")),
			mapped("client_encoding", null, Map.of("UTF8", "", "utf8", "", "UTF-8", "", "utf-8", "", "auto", "")));

	private static LibpqParameter any(String name, String driverName, String expected) {
		return new LibpqParameter(name, driverName, (value) -> value, expected);
	}

	private static LibpqParameter oneOf(String name, String driverName, String... values) {
		List<String> allowed = List.of(values);
		return new LibpqParameter(name, driverName, (value) -> allowed.contains(value) ? value : null,
				String.join(", ", allowed));
	}

	private static LibpqParameter mapped(String name, @Nullable String driverName, Map<String, String> values) {
		return new LibpqParameter(name, driverName, values::get,
				String.join(", ", values.keySet().stream().sorted().toList()));
	}

	private static LibpqParameter number(String name, @Nullable String driverName, String expected) {
		return new LibpqParameter(name, driverName, (value) -> (value.matches("\\d{1,9}")) ? value : null, expected);
	}

}

package io.chanuka.db.url;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL database is and how to talk to it, taken apart and decoded. Its text
 * form is a JDBC URL without credentials and without the values of secret parameters.
 *
 * @param hosts the addresses to try, in order, at least one
 * @param database the name of the database, or {@code null} for the one named after the
 * user
 * @param credentials the user info that stood in the URL, possibly
 * {@link Credentials#NONE}
 * @param parameters the parameters in their order, decoded
 */
public record PostgresUrl(List<HostAndPort> hosts, @Nullable String database, Credentials credentials,
		Map<String, String> parameters) {

	public PostgresUrl {
		if (hosts.isEmpty()) {
			throw new IllegalArgumentException("'hosts' must not be empty");
		}
		hosts = List.copyOf(hosts);
		parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
	}

	/**
	 * The first address, by which the provider is recognised.
	 * @return the first of the hosts
	 */
	public HostAndPort firstHost() {
		return this.hosts.get(0);
	}

	/**
	 * The same database behind other addresses.
	 * @param otherHosts the other addresses
	 * @return a copy
	 */
	public PostgresUrl withHosts(List<HostAndPort> otherHosts) {
		return new PostgresUrl(otherHosts, this.database, this.credentials, this.parameters);
	}

	/**
	 * The same database with other parameters.
	 * @param otherParameters the other parameters
	 * @return a copy
	 */
	public PostgresUrl withParameters(Map<String, String> otherParameters) {
		return new PostgresUrl(this.hosts, this.database, this.credentials, otherParameters);
	}

	/**
	 * Puts a URL together from parts.
	 * @param hosts host names or addresses, separated by commas, each possibly with its
	 * port behind a colon
	 * @param port the port of the hosts without one, or {@code null} for PostgreSQL's own
	 * @param database the name of the database, or {@code null} for the one named after
	 * the user
	 * @return the URL
	 * @throws InvalidPostgresUrlException if a host or the port cannot be one
	 */
	public static PostgresUrl of(String hosts, @Nullable Integer port, @Nullable String database) {
		return new PostgresUrl(HostList.parts(hosts, (port != null) ? port.toString() : ""), database, Credentials.NONE,
				Map.of());
	}

	/**
	 * The URL for the JDBC driver. It holds no credentials; they are handed over apart.
	 * @return a URL that begins with {@code jdbc:postgresql://}
	 */
	public String toJdbcUrl() {
		String name = (this.database != null) ? encode(this.database) : "";
		return "jdbc:postgresql://" + authority() + "/" + name + query(false);
	}

	private String authority() {
		return this.hosts.stream().map(HostAndPort::toString).collect(Collectors.joining(","));
	}

	private String query(boolean redacted) {
		if (this.parameters.isEmpty()) {
			return "";
		}
		return this.parameters.entrySet()
			.stream()
			.map((parameter) -> toQueryPart(parameter, redacted))
			.collect(Collectors.joining("&", "?", ""));
	}

	private String toQueryPart(Entry<String, String> parameter, boolean redacted) {
		String part = parameter.getKey() + "=" + encode(parameter.getValue());
		return (redacted) ? Redactor.redact(part) : part;
	}

	/**
	 * The driver decodes the database and parameter values with
	 * {@link java.net.URLDecoder}.
	 */
	private static String encode(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8);
	}

	@Override
	public String toString() {
		String name = (this.database != null) ? this.database : "";
		return "jdbc:postgresql://" + authority() + "/" + name + query(true);
	}

}

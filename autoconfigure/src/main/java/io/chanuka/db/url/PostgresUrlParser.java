package io.chanuka.db.url;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Reads a URL: finds the one way to cut it, then decodes each component by itself.
 */
public final class PostgresUrlParser {

	private static final String FORM = "Write it as postgresql://user:password@host:5432/database.";

	private static final String ENCODE = "Percent-encode the reserved characters of the password "
			+ "(@ is %40, : is %3A, / is %2F, ? is %3F, # is %23, % is %25), or set the password apart.";

	private final boolean jdbc;

	private final String rest;

	private PostgresUrlParser(String text) {
		String url = PastedText.url(text);
		this.jdbc = url.regionMatches(true, 0, "jdbc:", 0, 5);
		this.rest = withoutScheme((this.jdbc) ? url.substring(5) : url);
	}

	/**
	 * Reads a URL in any of the usual forms: {@code postgres://}, {@code postgresql://}
	 * or {@code jdbc:postgresql://}.
	 * @param text the text to read
	 * @return the parts
	 * @throws InvalidPostgresUrlException if the text has no reading, or more than one
	 */
	public static PostgresUrl parse(String text) {
		return new PostgresUrlParser(text).parse(false);
	}

	/**
	 * Reads a JDBC URL as the driver does: the names of parameters count in their exact
	 * case only, and of a parameter that is given twice the last value.
	 * @param text the text to read
	 * @return the parts
	 * @throws InvalidPostgresUrlException if the text has no reading, or more than one
	 */
	public static PostgresUrl parseAsDriver(String text) {
		return new PostgresUrlParser(text).parse(true);
	}

	private String withoutScheme(String url) {
		int colon = url.indexOf(':');
		String scheme = (colon != -1) ? url.substring(0, colon).toLowerCase(Locale.ROOT) : "";
		if (!scheme.equals("postgresql") && !scheme.equals("postgres")) {
			throw new InvalidPostgresUrlException(
					"it does not begin with postgresql://, postgres:// or " + "jdbc:postgresql://" + scheme(scheme),
					FORM);
		}
		String remainder = url.substring(colon + 1);
		if (remainder.startsWith("//")) {
			return remainder.substring(2);
		}
		if (this.jdbc && !remainder.startsWith("/")) {
			return "/" + remainder;
		}
		throw new InvalidPostgresUrlException("two slashes are missing behind the scheme", FORM);
	}

	/**
	 * A scheme is shown only if it has the form of one: what stands before the first
	 * colon may be a user name.
	 */
	private static String scheme(String scheme) {
		return scheme.matches("mysql|mariadb|sqlserver|oracle|h2|sqlite|mongodb|redis|https?|file|pgsql|psql|tc")
				? " but with " + scheme + ":" : "";
	}

	/**
	 * Reads the URL.
	 * @param asDriver whether the parameters of a JDBC URL are those of the driver only
	 */
	private PostgresUrl parse(boolean asDriver) {
		UrlReading reading = theOneReading();
		Map<String, String> parameters = (asDriver && this.jdbc)
				? UrlQuery.parseAsDriver(reading.query(), this::component)
				: UrlQuery.parse(reading.query(), this::component);
		Credentials credentials = credentials(reading.userInfo()).orElse(credentials(parameters));
		String database = (reading.database() != null) ? component(reading.database(), "the database") : null;
		String named = parameters.remove("dbname");
		refuseContradiction("database", database, named);
		List<HostAndPort> hosts = hosts(reading.hosts(), parameters);
		if (!this.jdbc) {
			readSwitchAsLibpq(parameters);
		}
		if (!reading.isPlausible() || reading.hasReservedCharacterInDatabase()) {
			throw new InvalidPostgresUrlException("a reserved character stands in it unencoded", ENCODE);
		}
		return new PostgresUrl(hosts, (database != null) ? database : named, credentials, parameters);
	}

	private UrlReading theOneReading() {
		UrlReading standard = UrlReading.standard(this.rest);
		if (this.jdbc && standard.userInfo() == null && standard.isPlausible()) {
			return standard;
		}
		Set<UrlReading> readings = new LinkedHashSet<>(unencodedReadings());
		if (standard.isPlausible()) {
			readings.add(standard);
		}
		if (readings.size() > 1) {
			throw new InvalidPostgresUrlException("it can be read in more than one way", ENCODE);
		}
		// With no reading at all the standard one gives the most precise error below.
		return readings.isEmpty() ? standard : readings.iterator().next();
	}

	private List<UrlReading> unencodedReadings() {
		List<UrlReading> readings = new ArrayList<>();
		for (int at = this.rest.indexOf('@'); at != -1; at = this.rest.indexOf('@', at + 1)) {
			UrlReading reading = UrlReading.at(this.rest, at);
			if (reading.hasPlausibleUser() && reading.isPlausible()) {
				readings.add(reading);
			}
		}
		return readings;
	}

	private Credentials credentials(@Nullable String userInfo) {
		if (userInfo == null || userInfo.isEmpty()) {
			return Credentials.NONE;
		}
		int colon = userInfo.indexOf(':');
		String user = component((colon != -1) ? userInfo.substring(0, colon) : userInfo, "the user name");
		String password = (colon != -1) ? password(userInfo.substring(colon + 1)) : null;
		return new Credentials(user.isEmpty() ? null : user, password);
	}

	private static Credentials credentials(Map<String, String> parameters) {
		return new Credentials(parameters.remove("user"), parameters.remove("password"));
	}

	/**
	 * A password without any valid escape sequence was never encoded: RDS, for one,
	 * rotates passwords that contain percent signs.
	 */
	private static String password(String written) {
		String decoded = PercentDecoder.decode(written);
		if (decoded == null && PercentDecoder.hasEscape(written)) {
			throw new InvalidPostgresUrlException("the password is only partly percent-encoded", ENCODE);
		}
		return (decoded != null) ? withoutNul(decoded, "the password") : written;
	}

	/**
	 * In libpq's URLs {@code ssl=true} is another name of {@code sslmode=require}; the
	 * JDBC driver means full verification by it.
	 * @see <a href=
	 * "https://www.postgresql.org/docs/18/libpq-connect.html#LIBPQ-CONNSTRING-URIS">PostgreSQL
	 * 18, Connection URIs</a>
	 */
	private static void readSwitchAsLibpq(Map<String, String> parameters) {
		boolean on = parameters.entrySet()
			.removeIf((parameter) -> parameter.getKey().equalsIgnoreCase("ssl")
					&& parameter.getValue().matches("(?i)true|1"));
		if (on) {
			parameters.putIfAbsent("sslmode", "require");
		}
	}

	private static List<HostAndPort> hosts(String written, Map<String, String> parameters) {
		String host = parameters.remove("host");
		if (written.isEmpty() && host == null && parameters.containsKey("hostaddr")) {
			throw new InvalidPostgresUrlException("it has the parameter hostaddr and no host",
					"Name the host itself in the URL; the JDBC driver has no parameter hostaddr.");
		}
		String port = (parameters.containsKey("port")) ? parameters.remove("port") : "";
		if (written.isEmpty()) {
			return HostList.of((host != null) ? host : "", port);
		}
		List<HostAndPort> hosts = HostList.parse(written, port);
		List<String> names = hosts.stream().map(HostAndPort::host).toList();
		if (host != null) {
			refuseContradiction("host", names, HostList.of(host, "").stream().map(HostAndPort::host).toList());
		}
		if (!port.isEmpty()) {
			refuseContradiction("port", hosts, HostList.of(String.join(",", names), port));
		}
		return hosts;
	}

	private static void refuseContradiction(String what, @Nullable Object written, @Nullable Object parameter) {
		if (written != null && parameter != null && !written.equals(parameter)) {
			throw new InvalidPostgresUrlException("the " + what + " is given twice with different values",
					"Keep one of them.");
		}
	}

	private String component(String written, String what) {
		String decoded = PercentDecoder.decode((this.jdbc) ? written.replace('+', ' ') : written);
		if (decoded == null) {
			throw new InvalidPostgresUrlException(what + " is not percent-encoded correctly",
					"Write a percent sign as %25 and other characters in UTF-8.");
		}
		return withoutNul(decoded, what);
	}

	private static String withoutNul(String text, String what) {
		if (text.indexOf('\0') != -1) {
			throw new InvalidPostgresUrlException(what + " contains a NUL character", "Remove %00.");
		}
		return text;
	}

}

package io.chanuka.db.settings;

import io.chanuka.db.url.Credentials;
import io.chanuka.db.url.InvalidPostgresUrlException;
import io.chanuka.db.url.PostgresUrl;
import org.jspecify.annotations.Nullable;

/**
 * Host, port, database and user that are set apart: the {@code POSTGRES_*} variables or
 * our properties. Beside a variable for the host the stronger of both counts for each of
 * the other parts.
 */
final class UrlParts {

	private final UrlCandidates candidates;

	private final InputValue host;

	private final IgnoredValues ignored;

	UrlParts(UrlCandidates candidates, InputValue host, IgnoredValues ignored) {
		this.candidates = candidates;
		this.host = host;
		this.ignored = ignored;
	}

	/**
	 * Puts the URL together.
	 * @return the URL
	 * @throws InvalidPostgresUrlException if the host cannot be one
	 */
	PostgresUrl url() {
		InputValue name = part("chanuka.db.name", "POSTGRES_DB", "POSTGRES_DATABASE");
		if (name != null && isUrl(name)) {
			if (!name.isForeign()) {
				throw new InvalidPostgresUrlException("chanuka.db.name holds a URL",
						"Set chanuka.db.url to the URL and remove chanuka.db.host and chanuka.db.name.");
			}
			this.ignored.add(name, "it holds a URL and not the name of a database");
			name = null;
		}
		PostgresUrl url = PostgresUrl.of(this.host.text(), port(), (name != null) ? name.text() : null);
		InputValue port = part("chanuka.db.port", "POSTGRES_PORT");
		if (port != null && port.isForeign() && port.text().strip().matches("\\d{1,5}")
				&& isPort(Integer.parseInt(port.text().strip()))
				&& !port.text().strip().equals(Integer.toString(url.firstHost().port()))) {
			this.ignored.add(port, this.host.origin() + " names the port");
		}
		return url;
	}

	/**
	 * A variable that holds more than a name may hold a password.
	 */
	private static boolean isUrl(InputValue name) {
		return name.text().contains("://") || (name.isForeign() && name.text().matches(".*[@/?].*"));
	}

	Credentials credentials() {
		InputValue user = part("chanuka.db.username", "POSTGRES_USER");
		InputValue password = part("chanuka.db.password", "POSTGRES_PASSWORD");
		return new Credentials((user != null) ? user.text() : null, (password != null) ? password.text() : null);
	}

	private @Nullable Integer port() {
		InputValue port = part("chanuka.db.port", "POSTGRES_PORT");
		if (port == null) {
			return null;
		}
		if (port.text().strip().matches("\\d{1,5}")
				&& (!port.isForeign() || isPort(Integer.parseInt(port.text().strip())))) {
			return Integer.valueOf(port.text().strip());
		}
		if (port.isForeign()) {
			this.ignored.add(port, "it is not a port");
		}
		return null;
	}

	private static boolean isPort(int number) {
		return number > 0 && number < 65536;
	}

	private @Nullable InputValue part(String property, String... variables) {
		InputValue own = this.candidates.first(property);
		InputValue foreign = this.host.isForeign() ? this.candidates.first(variables) : null;
		if (foreign == null || own == null) {
			return (own != null) ? own : foreign;
		}
		return (foreign.rank() < own.rank()) ? foreign : own;
	}

}

package io.chanuka.db.connection.source;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Supplier;

import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.url.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * The user and the password of the next connection: those of the settings, or those that
 * the pool has by then, which may be others for each connection.
 */
final class CurrentCredentials {

	private final EndpointSettings endpoint;

	private volatile Credentials known;

	private volatile @Nullable Supplier<com.zaxxer.hikari.util.Credentials> pool;

	CurrentCredentials(EndpointSettings endpoint) {
		this.endpoint = endpoint;
		this.known = endpoint.credentials().value();
	}

	/**
	 * Asks a pool from now on.
	 */
	void follow(Supplier<com.zaxxer.hikari.util.Credentials> pool) {
		this.pool = pool;
	}

	/**
	 * Takes those that were given with a request for a connection, unless a pool is
	 * asked.
	 * @return whether they hold from now on in the place of others
	 */
	boolean replace(Credentials given) {
		if (this.pool != null || given.equals(this.known)) {
			return false;
		}
		this.known = given;
		return true;
	}

	/**
	 * Those of the next connection.
	 * @throws SQLException if the pool does not have them now
	 */
	Credentials get() throws SQLException {
		Supplier<com.zaxxer.hikari.util.Credentials> asked = this.pool;
		if (asked == null) {
			return this.known;
		}
		try {
			com.zaxxer.hikari.util.Credentials now = asked.get();
			return complete(new Credentials(now.getUsername(), now.getPassword()));
		}
		catch (RuntimeException ex) {
			throw new SQLTransientConnectionException("The credentials provider of the pool has failed", ex);
		}
	}

	/**
	 * As HikariCP and the driver do: a user of the pool has the password of the pool, and
	 * what a URL of Spring Boot names beats both.
	 */
	Credentials complete(Credentials given) {
		Credentials all = (given.username() != null) ? given : given.orElseEach(this.endpoint.credentials().value());
		return this.endpoint.plain() ? this.endpoint.postgresUrl().credentials().orElseEach(all) : all;
	}

}

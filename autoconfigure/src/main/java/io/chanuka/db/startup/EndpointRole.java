package io.chanuka.db.startup;

import java.util.Locale;

/**
 * What an endpoint is used for.
 */
public enum EndpointRole {

	/**
	 * The pool that the application works with.
	 */
	RUNTIME,

	/**
	 * Flyway or Liquibase.
	 */
	MIGRATION;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}

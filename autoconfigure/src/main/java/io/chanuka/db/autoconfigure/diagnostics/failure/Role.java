package io.chanuka.db.autoconfigure.diagnostics.failure;

import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.TlsSettings;

/**
 * Which end of the application on the server has failed.
 */
public enum Role {

	/**
	 * Where the application works.
	 */
	RUNTIME("runtime"),

	/**
	 * Where the schema is changed.
	 */
	MIGRATION("migration");

	private final String text;

	Role(String text) {
		this.text = text;
	}

	/**
	 * The endpoint of this role.
	 * @param settings the settings
	 * @return its settings
	 */
	public EndpointSettings endpoint(DatabaseSettings settings) {
		return (this == RUNTIME) ? settings.runtime() : settings.migration();
	}

	/**
	 * How the connections of this role are encrypted.
	 * @param settings the settings
	 * @return the settings of TLS
	 */
	public TlsSettings tls(DatabaseSettings settings) {
		return (this == RUNTIME) ? settings.runtimeTls() : settings.migrationTls();
	}

	/**
	 * The other role.
	 * @return the one of both that this is not
	 */
	public Role other() {
		return (this == RUNTIME) ? MIGRATION : RUNTIME;
	}

	@Override
	public String toString() {
		return this.text;
	}

}

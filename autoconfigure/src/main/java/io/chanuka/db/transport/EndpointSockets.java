package io.chanuka.db.transport;

import io.chanuka.db.settings.DatabaseSettings;

/**
 * The sockets of both endpoints.
 *
 * @param runtime those of the runtime
 * @param migration those of the migrations
 */
public record EndpointSockets(ConnectionSockets runtime, ConnectionSockets migration) {

	/**
	 * Creates the sockets of both endpoints.
	 * @param settings the settings
	 * @return the sockets; none is opened yet
	 */
	public static EndpointSockets of(DatabaseSettings settings) {
		return new EndpointSockets(ConnectionSockets.of(settings.runtimeTls()),
				ConnectionSockets.of(settings.migrationTls()));
	}

}

package io.chanuka.db.autoconfigure.details;

import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.transport.EndpointSockets;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * {@link JdbcConnectionDetails} of the runtime endpoint. The settings are resolved on
 * first use.
 */
public final class ChanukaJdbcConnectionDetails implements JdbcConnectionDetails {

	private final ObjectProvider<DatabaseSettings> settings;

	private final ObjectProvider<EndpointSockets> sockets;

	public ChanukaJdbcConnectionDetails(ObjectProvider<DatabaseSettings> settings,
			ObjectProvider<EndpointSockets> sockets) {
		this.settings = settings;
		this.sockets = sockets;
	}

	@Override
	public String getJdbcUrl() {
		return this.sockets.getObject().runtime().secured(endpoint().postgresUrl()).toJdbcUrl();
	}

	@Override
	public @Nullable String getUsername() {
		return endpoint().username();
	}

	@Override
	public @Nullable String getPassword() {
		return endpoint().credentials().value().password();
	}

	private EndpointSettings endpoint() {
		return this.settings.getObject().runtime();
	}

}

package io.chanuka.db.autoconfigure;

import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.EndpointSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * {@link JdbcConnectionDetails} of the runtime endpoint. The settings are resolved when
 * somebody asks.
 */
final class ChanukaJdbcConnectionDetails implements JdbcConnectionDetails {

	private final ObjectProvider<DatabaseSettings> settings;

	ChanukaJdbcConnectionDetails(ObjectProvider<DatabaseSettings> settings) {
		this.settings = settings;
	}

	@Override
	public String getJdbcUrl() {
		return endpoint().url().value().toJdbcUrl();
	}

	@Override
	public @Nullable String getUsername() {
		return endpoint().credentials().value().username();
	}

	@Override
	public @Nullable String getPassword() {
		return endpoint().credentials().value().password();
	}

	private EndpointSettings endpoint() {
		return this.settings.getObject().runtime();
	}

}

package io.chanuka.db.autoconfigure.details;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;

/**
 * {@link FlywayConnectionDetails} of the migration endpoint.
 */
public final class ChanukaFlywayConnectionDetails implements FlywayConnectionDetails {

	private final MigrationEndpoint endpoint;

	public ChanukaFlywayConnectionDetails(MigrationEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	@Override
	public @Nullable String getJdbcUrl() {
		return this.endpoint.jdbcUrl();
	}

	@Override
	public @Nullable String getUsername() {
		return this.endpoint.credentials().username();
	}

	@Override
	public @Nullable String getPassword() {
		return this.endpoint.credentials().password();
	}

	@Override
	public @Nullable String getDriverClassName() {
		String configured = this.endpoint.driverClassName();
		return (configured != null) ? configured : FlywayConnectionDetails.super.getDriverClassName();
	}

}

package io.chanuka.db.autoconfigure.details;

import java.util.function.BooleanSupplier;

import io.chanuka.db.autoconfigure.condition.BootDataSourceDefinition;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.transport.EndpointSockets;
import io.chanuka.db.url.Credentials;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * What the connection details of Flyway and Liquibase have in common: the migration
 * endpoint, or nothing where a test has replaced the DataSource or the runtime works with
 * another database than PostgreSQL. A test must never migrate the configured database.
 */
public final class MigrationEndpoint {

	private final ObjectProvider<DatabaseSettings> settings;

	private final ObjectProvider<EndpointSockets> sockets;

	private final BooleanSupplier isOfAnotherDatabase;

	private final ConfigurableListableBeanFactory beanFactory;

	public MigrationEndpoint(ObjectProvider<DatabaseSettings> settings, ObjectProvider<EndpointSockets> sockets,
			BooleanSupplier isOfAnotherDatabase, ConfigurableListableBeanFactory beanFactory) {
		this.settings = settings;
		this.sockets = sockets;
		this.isOfAnotherDatabase = isOfAnotherDatabase;
		this.beanFactory = beanFactory;
	}

	@Nullable String jdbcUrl() {
		EndpointSettings endpoint = endpoint();
		return (endpoint != null) ? this.sockets.getObject().migration().secured(endpoint.postgresUrl()).toJdbcUrl()
				: null;
	}

	Credentials credentials() {
		EndpointSettings endpoint = endpoint();
		return (endpoint != null) ? endpoint.credentials().value() : Credentials.NONE;
	}

	private @Nullable EndpointSettings endpoint() {
		boolean ours = BootDataSourceDefinition.isPresent(this.beanFactory) && !this.isOfAnotherDatabase.getAsBoolean();
		return ours ? this.settings.getObject().migration() : null;
	}

}

package io.chanuka.db.autoconfigure;

import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.url.Credentials;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * What the connection details of Flyway and Liquibase have in common: the migration
 * endpoint, or nothing where a test has replaced the DataSource. A test must never
 * migrate the configured database.
 */
final class MigrationEndpoint {

	private final ObjectProvider<DatabaseSettings> settings;

	private final ConfigurableListableBeanFactory beanFactory;

	MigrationEndpoint(ObjectProvider<DatabaseSettings> settings, ConfigurableListableBeanFactory beanFactory) {
		this.settings = settings;
		this.beanFactory = beanFactory;
	}

	@Nullable String jdbcUrl() {
		EndpointSettings endpoint = endpoint();
		return (endpoint != null) ? endpoint.url().value().toJdbcUrl() : null;
	}

	Credentials credentials() {
		EndpointSettings endpoint = endpoint();
		return (endpoint != null) ? endpoint.credentials().value() : Credentials.NONE;
	}

	private @Nullable EndpointSettings endpoint() {
		return BootDataSourceDefinition.isPresent(this.beanFactory) ? this.settings.getObject().migration() : null;
	}

}

package io.chanuka.db.autoconfigure.details;

import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

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
 * endpoint, or what Spring Boot's properties of the tool are where it is left to Spring
 * Boot, or nothing where a test has replaced the DataSource. A test must never migrate
 * the configured database.
 */
public final class MigrationEndpoint {

	private final ObjectProvider<DatabaseSettings> settings;

	private final ObjectProvider<EndpointSockets> sockets;

	private final BooleanSupplier isLeftToSpringBoot;

	private final Supplier<@Nullable ToolProperties> properties;

	private final ConfigurableListableBeanFactory beanFactory;

	public MigrationEndpoint(ObjectProvider<DatabaseSettings> settings, ObjectProvider<EndpointSockets> sockets,
			BooleanSupplier isLeftToSpringBoot, Supplier<@Nullable ToolProperties> properties,
			ConfigurableListableBeanFactory beanFactory) {
		this.settings = settings;
		this.sockets = sockets;
		this.isLeftToSpringBoot = isLeftToSpringBoot;
		this.properties = properties;
		this.beanFactory = beanFactory;
	}

	@Nullable String jdbcUrl() {
		ToolProperties ofSpringBoot = ofSpringBoot();
		if (ofSpringBoot != null) {
			return ofSpringBoot.url();
		}
		EndpointSettings endpoint = this.settings.getObject().migration();
		return this.sockets.getObject().migration().secured(endpoint.postgresUrl()).toJdbcUrl();
	}

	Credentials credentials() {
		ToolProperties ofSpringBoot = ofSpringBoot();
		return (ofSpringBoot != null) ? ofSpringBoot.credentials()
				: this.settings.getObject().migration().credentials().value();
	}

	/**
	 * The driver that is configured, if there is one.
	 */
	@Nullable String driverClassName() {
		ToolProperties ofSpringBoot = ofSpringBoot();
		return (ofSpringBoot != null) ? ofSpringBoot.driverClassName() : null;
	}

	private @Nullable ToolProperties ofSpringBoot() {
		if (!BootDataSourceDefinition.isPresent(this.beanFactory)) {
			return ToolProperties.NONE;
		}
		return this.isLeftToSpringBoot.getAsBoolean()
				? Objects.requireNonNullElse(this.properties.get(), ToolProperties.NONE) : null;
	}

}

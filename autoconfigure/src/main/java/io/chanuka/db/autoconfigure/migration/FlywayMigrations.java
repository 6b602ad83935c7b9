package io.chanuka.db.autoconfigure.migration;

import java.util.List;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * Whether Flyway has anything to do in this application. The starter brings Flyway, so
 * that its presence on the class path is no sign of it: there must be a migration, or a
 * property or a bean that configures Flyway.
 */
final class FlywayMigrations {

	/**
	 * Where migrations are, and what an application sets that expects some.
	 */
	private static final List<ConfigurationPropertyName> PROPERTIES = List.of(
			ConfigurationPropertyName.of("spring.flyway.locations"),
			ConfigurationPropertyName.of("spring.flyway.callback-locations"),
			ConfigurationPropertyName.of("spring.flyway.fail-on-missing-locations"));

	private final Environment environment;

	private final ResourceLoader resources;

	private final ConfigurableListableBeanFactory beanFactory;

	FlywayMigrations(Environment environment, ResourceLoader resources, ConfigurableListableBeanFactory beanFactory) {
		this.environment = environment;
		this.resources = resources;
		this.beanFactory = beanFactory;
	}

	/**
	 * Whether neither a migration nor a sign that Flyway is used exists. Requires Flyway
	 * on the class path.
	 */
	boolean areMissing() {
		return !isConfigured() && !new FlywayBeans(this.beanFactory).areUsed()
				&& !new MigrationFiles(this.resources).exist(defaultLocations());
	}

	private boolean isConfigured() {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			for (ConfigurationPropertyName name : PROPERTIES) {
				if (source.getConfigurationProperty(name) != null
						|| source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT) {
					return true;
				}
			}
		}
		return false;
	}

	/**
	 * Where Flyway searches unless a property is set.
	 */
	static List<String> defaultLocations() {
		return new FlywayProperties().getLocations();
	}

}

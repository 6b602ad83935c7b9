package io.chanuka.db.autoconfigure.command;

import java.util.List;

import io.chanuka.db.migration.state.FlywaySchemaMigrations;
import io.chanuka.db.migration.state.SchemaMigrations;
import org.flywaydb.core.Flyway;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;

/**
 * The beans of Flyway. Spring Boot's initializer runs the strategy when it is created;
 * without one, as with the application's own Flyway, each Flyway migrates.
 */
final class FlywayBeansOfCommands implements MigrationToolBeans {

	private final ConfigurableListableBeanFactory beanFactory;

	FlywayBeansOfCommands(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public boolean exist() {
		return this.beanFactory.getBeanNamesForType(Flyway.class, true, false).length > 0;
	}

	@Override
	public void migrate() {
		if (this.beanFactory.getBeansOfType(FlywayMigrationInitializer.class, true, false).isEmpty()) {
			this.beanFactory.getBeansOfType(Flyway.class, true, false).values().forEach(Flyway::migrate);
		}
	}

	@Override
	public List<SchemaMigrations> migrations() {
		return this.beanFactory.getBeansOfType(Flyway.class, true, false)
			.values()
			.stream()
			.<SchemaMigrations>map(FlywaySchemaMigrations::new)
			.toList();
	}

}

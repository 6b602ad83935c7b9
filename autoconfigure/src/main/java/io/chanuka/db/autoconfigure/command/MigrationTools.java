package io.chanuka.db.autoconfigure.command;

import java.util.ArrayList;
import java.util.List;

import io.chanuka.db.autoconfigure.migration.MissingMigrations;
import io.chanuka.db.command.CommandOptions;
import io.chanuka.db.command.WrongUseException;
import io.chanuka.db.migration.state.SchemaMigrations;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * The tools that migrate the schema of an application.
 */
final class MigrationTools {

	private final ConfigurableApplicationContext context;

	private final List<MigrationToolBeans> tools = new ArrayList<>();

	MigrationTools(ConfigurableApplicationContext context) {
		this.context = context;
		if (isPresent("org.flywaydb.core.Flyway")
				&& isPresent("org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer")) {
			this.tools.add(new FlywayBeansOfCommands(context.getBeanFactory()));
		}
		if (isPresent("liquibase.integration.spring.SpringLiquibase")) {
			this.tools.add(new LiquibaseBeansOfCommands(context.getBeanFactory()));
		}
		this.tools.removeIf((tool) -> !tool.exist());
	}

	private boolean isPresent(String type) {
		return ClassUtils.isPresent(type, this.context.getClassLoader());
	}

	/**
	 * The same, if the application has any.
	 * @throws WrongUseException if it has none
	 */
	MigrationTools existing() {
		if (this.tools.isEmpty()) {
			MissingMigrations missing = this.context.getBeanProvider(MissingMigrations.class).getIfAvailable();
			throw new WrongUseException("--" + CommandOptions.RUN + ": this application has no migrations"
					+ ((missing != null) ? " in " + missing.locations() : "")
					+ ". Set spring.flyway.locations, or spring.flyway.enabled=true if it is false.");
		}
		return this;
	}

	void migrate() {
		this.tools.forEach(MigrationToolBeans::migrate);
	}

	List<SchemaMigrations> migrations() {
		return this.tools.stream().flatMap((tool) -> tool.migrations().stream()).toList();
	}

}

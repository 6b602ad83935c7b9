package io.chanuka.db.autoconfigure.command;

import java.util.Arrays;
import java.util.List;

import io.chanuka.db.migration.state.SchemaMigrations;
import liquibase.integration.spring.SpringLiquibase;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * The beans of Liquibase, which run when they are created.
 */
final class LiquibaseBeansOfCommands implements MigrationToolBeans {

	private final ConfigurableListableBeanFactory beanFactory;

	LiquibaseBeansOfCommands(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public boolean exist() {
		return this.beanFactory.getBeanNamesForType(SpringLiquibase.class, true, false).length > 0;
	}

	@Override
	public void migrate() {
		this.beanFactory.getBeansOfType(SpringLiquibase.class, true, false);
	}

	@Override
	public List<SchemaMigrations> migrations() {
		LiquibaseReader reader = new LiquibaseReader(this.beanFactory);
		return Arrays.stream(this.beanFactory.getBeanNamesForType(SpringLiquibase.class, true, false))
			.<SchemaMigrations>map((name) -> new LazySchemaMigrations(() -> reader.read(name)))
			.toList();
	}

}

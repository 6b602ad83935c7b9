package io.chanuka.db.autoconfigure.command;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

import io.chanuka.db.migration.state.LiquibaseSchemaMigrations;
import liquibase.Liquibase;
import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.Customizer;
import liquibase.integration.spring.SpringLiquibase;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.InstantiationAwareBeanPostProcessor;

/**
 * Creates a bean of Liquibase as the application does, up to the moment in which it would
 * run: Liquibase then calls its customizer, which reads the change sets and ends the
 * creation. Nothing is dropped, locked or executed.
 */
final class LiquibaseReader implements InstantiationAwareBeanPostProcessor {

	private final ConfigurableListableBeanFactory beanFactory;

	private final Map<String, LiquibaseSchemaMigrations> known = new HashMap<>();

	private @Nullable Customizer<Liquibase> own;

	LiquibaseReader(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Reads the change sets of a bean.
	 * @return the change sets, none if it does not run
	 */
	LiquibaseSchemaMigrations read(String beanName) {
		this.beanFactory.addBeanPostProcessor(this);
		LiquibaseSchemaMigrations read = this.known.get(beanName);
		while (read == null) {
			create(beanName);
			read = this.known.get(beanName);
		}
		return read;
	}

	/**
	 * The beans that it depends on are created first, and each ends the creation once.
	 */
	private void create(String beanName) {
		try {
			this.beanFactory.getBean(beanName);
			this.known.putIfAbsent(beanName, LiquibaseSchemaMigrations.none());
		}
		catch (BeansException ex) {
			for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
				if (cause instanceof Reading reading) {
					this.known.put(reading.beanName, reading.migrations);
					return;
				}
			}
			throw ex;
		}
	}

	/**
	 * Before other post-processors set customizers of their own.
	 */
	@Override
	public boolean postProcessAfterInstantiation(Object bean, String beanName) {
		if (bean instanceof SpringLiquibase liquibase) {
			this.own = liquibase.getCustomizer();
			liquibase.setDropFirst(false);
		}
		return true;
	}

	/**
	 * After them, and after properties were bound, as it was added last.
	 */
	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof SpringLiquibase liquibase) {
			Customizer<Liquibase> customizer = this.own;
			liquibase.setDropFirst(false);
			if (this.known.containsKey(beanName)) {
				liquibase.setShouldRun(false);
			}
			liquibase.setCustomizer((running) -> read(beanName, running, liquibase, customizer));
		}
		return bean;
	}

	/**
	 * Liquibase itself does not close a connection whose customizer fails.
	 */
	private static void read(String beanName, Liquibase running, SpringLiquibase settings,
			@Nullable Customizer<Liquibase> customizer) {
		try (running) {
			forbidChanges(running.getDatabase());
			if (customizer != null) {
				customizer.customize(running);
			}
			throw new Reading(beanName, LiquibaseSchemaMigrations.read(running, settings));
		}
		catch (LiquibaseException | SQLException ex) {
			throw new IllegalStateException("The connection of Liquibase failed: " + ex.getMessage(), ex);
		}
	}

	/**
	 * From here on the server refuses whatever would change the database. The transaction
	 * that Liquibase has begun holds its search path.
	 */
	private static void forbidChanges(Database database) throws SQLException {
		if (database.getConnection() instanceof JdbcConnection liquibase) {
			Connection connection = liquibase.getUnderlyingConnection();
			connection.commit();
			connection.setReadOnly(true);
		}
	}

	/**
	 * Ends the creation of a bean whose change sets were read.
	 */
	private static final class Reading extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final String beanName;

		private final transient LiquibaseSchemaMigrations migrations;

		Reading(String beanName, LiquibaseSchemaMigrations migrations) {
			super("Read", null, false, false);
			this.beanName = beanName;
			this.migrations = migrations;
		}

	}

}

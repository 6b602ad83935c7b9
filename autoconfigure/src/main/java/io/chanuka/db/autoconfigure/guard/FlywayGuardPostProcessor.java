package io.chanuka.db.autoconfigure.guard;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.chanuka.db.migration.guard.EnvironmentGuard;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.Flyway;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;

/**
 * Asks the guard before a strategy runs, whichever it is: Flyway itself would create its
 * history table first.
 */
class FlywayGuardPostProcessor implements BeanPostProcessor {

	private static final Log logger = LogFactory.getLog(FlywayGuardPostProcessor.class);

	private final ObjectProvider<EnvironmentGuard> guard;

	private final ObjectProvider<Flyway> flyway;

	FlywayGuardPostProcessor(ObjectProvider<EnvironmentGuard> guard, ObjectProvider<Flyway> flyway) {
		this.guard = guard;
		this.flyway = flyway;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof FlywayMigrationInitializer) {
			this.guard.ifAvailable(this::check);
		}
		return bean;
	}

	private void check(EnvironmentGuard environmentGuard) {
		if (environmentGuard.checksAtStart()) {
			this.flyway.stream().forEach((each) -> check(environmentGuard, each.getConfiguration().getDataSource()));
		}
	}

	/**
	 * A database that cannot be reached is reported by the migration.
	 */
	private static void check(EnvironmentGuard environmentGuard, DataSource dataSource) {
		try (Connection connection = dataSource.getConnection()) {
			environmentGuard.check(connection);
		}
		catch (SQLException ex) {
			logger.debug("The mark of the database could not be read", ex);
		}
	}

}

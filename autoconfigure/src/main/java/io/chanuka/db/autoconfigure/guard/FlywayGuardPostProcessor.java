package io.chanuka.db.autoconfigure.guard;

import java.sql.Connection;
import java.sql.SQLException;

import io.chanuka.db.migration.guard.EnvironmentGuard;
import io.chanuka.db.migration.guard.ForeignEnvironmentException;
import io.chanuka.db.startup.DatabaseUnavailableException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.Configuration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

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
			this.flyway.stream().forEach((each) -> check(environmentGuard, each.getConfiguration()));
		}
	}

	/**
	 * Any other failure is reported by the migration, if there is one: drivers, pools and
	 * a DataSource that Flyway makes itself from a URL throw unchecked exceptions as
	 * well.
	 */
	private static void check(EnvironmentGuard environmentGuard, Configuration configuration) {
		try (Connection connection = configuration.getDataSource().getConnection()) {
			environmentGuard.check(connection);
		}
		catch (ForeignEnvironmentException ex) {
			throw ex;
		}
		catch (DatabaseUnavailableException ex) {
			if (configuration.getConnectRetries() == 0) {
				throw new CannotGetJdbcConnectionException("No connection for the migrations", ex);
			}
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("The mark of the database could not be read", ex);
		}
	}

}

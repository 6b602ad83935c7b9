package io.chanuka.db.autoconfigure.guard;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;

import javax.sql.DataSource;

import io.chanuka.db.migration.LiquibaseRecorder;
import io.chanuka.db.migration.MigrationOutcome;
import io.chanuka.db.migration.guard.EnvironmentGuard;
import io.chanuka.db.migration.state.LiquibaseLocks;
import liquibase.Liquibase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.integration.spring.Customizer;
import liquibase.integration.spring.SpringLiquibase;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Asks the guard before Liquibase runs, on the connection that it has, and reports which
 * process holds its lock. Liquibase calls its customizer only if it does run, but after
 * it has dropped everything on request. The lock is read after the application's own
 * customizer: it may name other tables, and Liquibase remembers those that it has read.
 */
class LiquibaseGuardPostProcessor implements BeanPostProcessor {

	private static final Log logger = LogFactory.getLog(LiquibaseGuardPostProcessor.class);

	private final ObjectProvider<EnvironmentGuard> guard;

	private final ObjectProvider<LiquibaseRecorder> recorder;

	private final LiquibaseLocks locks = new LiquibaseLocks(Clock.systemUTC());

	private final LiquibaseLockTables lockTables;

	LiquibaseGuardPostProcessor(ObjectProvider<EnvironmentGuard> guard, ObjectProvider<LiquibaseRecorder> recorder,
			LiquibaseLockTables lockTables) {
		this.guard = guard;
		this.recorder = recorder;
		this.lockTables = lockTables;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof SpringLiquibase liquibase) {
			EnvironmentGuard present = this.guard.getIfAvailable();
			if (present != null && present.checks() && liquibase.isDropFirst()) {
				check(liquibase.getDataSource(), present);
			}
			Customizer<Liquibase> own = liquibase.getCustomizer();
			liquibase.setCustomizer((running) -> {
				guard(running, present);
				if (own != null) {
					own.customize(running);
				}
				this.lockTables.begin(beanName, LiquibaseLocks.table(running.getDatabase()));
				this.locks.report(running);
			});
		}
		return bean;
	}

	private static void guard(Liquibase running, @Nullable EnvironmentGuard present) {
		if (present != null && running.getDatabase().getConnection() instanceof JdbcConnection connection) {
			present.check(connection.getUnderlyingConnection());
		}
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof SpringLiquibase liquibase) {
			this.lockTables.end(beanName);
			EnvironmentGuard present = this.guard.getIfAvailable();
			LiquibaseRecorder known = this.recorder.getIfAvailable();
			MigrationOutcome outcome = (known != null) ? known.outcome() : null;
			if (present != null && present.marks() && outcome != null && outcome.applied() != null
					&& outcome.applied() > 0) {
				mark(liquibase.getDataSource(), present);
			}
		}
		return bean;
	}

	private static void check(DataSource dataSource, EnvironmentGuard guard) {
		try (Connection connection = dataSource.getConnection()) {
			guard.check(connection);
		}
		catch (SQLException ex) {
			logger.debug("The mark of the database could not be read", ex);
		}
	}

	/**
	 * The change sets are applied by now, so no failure ends the start.
	 */
	private static void mark(DataSource dataSource, EnvironmentGuard guard) {
		try (Connection connection = dataSource.getConnection()) {
			guard.markIfUnset(connection);
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("The database could not be marked", ex);
		}
	}

}

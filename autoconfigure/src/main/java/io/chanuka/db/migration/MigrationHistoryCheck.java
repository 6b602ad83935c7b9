package io.chanuka.db.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import io.chanuka.db.lifecycle.PhasedLifecycle;
import io.chanuka.db.pool.PoolWarmUp;
import io.chanuka.db.pool.RuntimePool;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Ends the start of an application that contains no migrations although the history table
 * of its database lists some. It uses a connection that the warm-up has opened; without
 * one, as with a database that is unreachable, there is no check and no delay.
 */
public final class MigrationHistoryCheck extends PhasedLifecycle {

	/**
	 * After the warm-up of the pool and before anything that may take requests.
	 */
	public static final int PHASE = PoolWarmUp.PHASE + 1;

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private static final Log logger = LogFactory.getLog(MigrationHistoryCheck.class);

	private final RuntimePool pool;

	private final HistoryTable table;

	private final String locations;

	/**
	 * Create a new instance.
	 * @param pool the pool
	 * @param table the history table
	 * @param locations where migrations were searched for
	 */
	public MigrationHistoryCheck(RuntimePool pool, HistoryTable table, String locations) {
		super(PHASE);
		this.pool = pool;
		this.table = table;
		this.locations = locations;
	}

	/**
	 * Checks.
	 * @throws MissingMigrationsException if migrations were applied
	 */
	@Override
	public void start() {
		super.start();
		if (this.pool.snapshot().idle() > 0) {
			MigrationHistory history = history(this.pool);
			if (history != null) {
				throw new MissingMigrationsException(history, this.locations);
			}
		}
	}

	private @Nullable MigrationHistory history(RuntimePool warm) {
		try (Connection connection = warm.getConnection(TIMEOUT)) {
			MigrationHistory history = this.table.read(connection);
			if (!connection.getAutoCommit()) {
				// A rollback would undo what the pool's connection-init-sql has set.
				connection.commit();
			}
			return history;
		}
		catch (SQLException ex) {
			logger.debug("The history table of Flyway could not be read", ex);
			return null;
		}
	}

}

package io.chanuka.db.migration.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;

import io.chanuka.db.migration.MigrationException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Chooses Flyway's lock when it is connected, and bounds the waits for locks of each
 * migration. A callback, because instances of Flyway that are derived from a
 * configuration copy it, whatever strategy runs them.
 */
public final class LockingCallback implements Callback {

	private static final Set<Event> EVENTS = EnumSet.of(Event.BEFORE_EACH_MIGRATE, Event.AFTER_EACH_MIGRATE,
			Event.AFTER_EACH_MIGRATE_ERROR, Event.AFTER_VALIDATE_ERROR);

	private final SessionGuard session;

	private final LockWaits lockWaits;

	private final MigrationProgress progress;

	/**
	 * Those of the run, which begins with a connection.
	 */
	private volatile @Nullable RepeatableMigrations repeatable;

	LockingCallback(SessionGuard session, MigrationProgress progress) {
		this.session = session;
		this.lockWaits = new LockWaits(session);
		this.progress = progress;
	}

	/**
	 * Before Flyway calls a callback when it is connected it restores role and schema, in
	 * three round trips that are of no use here. It asks in any case, once and with the
	 * connection.
	 */
	@Override
	public boolean supports(Event event, @Nullable Context context) {
		if (event == Event.AFTER_CONNECT && context != null) {
			connected(context.getConnection(), context.getConfiguration());
		}
		return EVENTS.contains(event);
	}

	@Override
	public boolean canHandleInTransaction(Event event, Context context) {
		return false;
	}

	@Override
	public String getCallbackName() {
		return "chanukaDbLocking";
	}

	@Override
	public void handle(Event event, Context context) {
		try {
			if (event == Event.BEFORE_EACH_MIGRATE) {
				begin(context.getMigrationInfo(), context.getConnection(), context.getConfiguration());
			}
			else {
				end(event);
				reportInvalidIndexes(context.getConnection());
			}
		}
		catch (SQLException ex) {
			throw new FlywayException(ex.getMessage(), ex);
		}
	}

	/**
	 * What was set explicitly holds, by a property or by a customizer.
	 */
	private void connected(Connection connection, Configuration configuration) {
		boolean stated = FlywayLock.isStated(configuration);
		int processId = prepare(connection, stated && FlywayLock.isTransactional(configuration));
		if (processId != 0 && !stated) {
			FlywayLock.belongsToSession(configuration);
		}
		this.lockWaits.connected(FlywayLock.isTransactional(configuration) ? 0 : processId);
		this.progress.connected(processId);
		this.repeatable = new RepeatableMigrations(configuration);
	}

	private int prepare(Connection connection, boolean holdsLockInTransaction) {
		try {
			return this.session.prepare(connection, holdsLockInTransaction);
		}
		catch (SQLException ex) {
			throw new FlywayException(ex.getMessage(), ex);
		}
	}

	private void begin(MigrationInfo migration, Connection connection, Configuration configuration)
			throws SQLException {
		if (this.progress.isStopping()) {
			throw new MigrationException(
					"The application stops: the migration " + migration.getScript() + " was not begun",
					"Start it again: migrations that are applied stay applied.", null);
		}
		boolean lockIsTransactional = FlywayLock.isTransactional(configuration);
		int processId = 0;
		if (!connection.getAutoCommit()) {
			processId = this.lockWaits.bound(migration, connection, configuration, isRepeated(migration));
		}
		else if (lockIsTransactional) {
			new PendingScan(configuration).refuseOutsideTransaction(migration);
		}
		else {
			processId = this.lockWaits.unbound(connection);
		}
		this.progress.begin(migration, !connection.getAutoCommit(), processId);
	}

	/**
	 * Where a migration that did not get its lock would end the start, it waits as with
	 * Flyway alone.
	 */
	private boolean isRepeated(MigrationInfo migration) {
		RepeatableMigrations ofRun = this.repeatable;
		return this.progress.isRepeated() && ofRun != null && ofRun.include(migration);
	}

	private void end(Event event) {
		if (event == Event.AFTER_EACH_MIGRATE) {
			this.progress.end();
		}
		else if (event == Event.AFTER_EACH_MIGRATE_ERROR) {
			this.progress.fail();
		}
	}

	/**
	 * Only what runs outside of a transaction leaves any.
	 */
	private static void reportInvalidIndexes(Connection connection) throws SQLException {
		if (connection.getAutoCommit()) {
			InvalidIndexes.report(connection);
		}
	}

}

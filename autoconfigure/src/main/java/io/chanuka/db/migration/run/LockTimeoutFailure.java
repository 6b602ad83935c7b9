package io.chanuka.db.migration.run;

import java.sql.SQLException;
import java.util.Arrays;

import io.chanuka.db.migration.lock.MigrationProgress;
import io.chanuka.db.migration.lock.MigrationScripts;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Failure of a migration that did not get a lock in time. It was rolled back as a whole,
 * so that the run can be repeated if nothing else of it had an effect.
 *
 * @param migration the migration
 * @param inTransaction whether it ran in a transaction
 */
record LockTimeoutFailure(MigrationInfo migration, boolean inTransaction) {

	private static final String LOCK_NOT_AVAILABLE = "55P03";

	/**
	 * Recognises the failure of a run.
	 * @return the failure, or {@code null} if it is another one
	 */
	static @Nullable LockTimeoutFailure of(FlywayException failure, MigrationProgress progress) {
		MigrationInfo failed = progress.failed();
		return (failed != null && isLockTimeout(failure)) ? new LockTimeoutFailure(failed, progress.isInTransaction())
				: null;
	}

	private static boolean isLockTimeout(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException ex && LOCK_NOT_AVAILABLE.equals(ex.getSQLState())) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether the run can be repeated: not after a migration in Java, which does what the
	 * database cannot undo, nor one outside of a transaction, nor with callbacks that run
	 * in each attempt.
	 */
	boolean isRepeatable(Configuration configuration) {
		return this.inTransaction && this.migration.getType().name().startsWith("SQL")
				&& Arrays.stream(configuration.getCallbacks()).noneMatch(LockTimeoutFailure::runsInEachAttempt)
				&& !new MigrationScripts(configuration).containRunCallback();
	}

	private static boolean runsInEachAttempt(Callback callback) {
		try {
			return callback.supports(Event.BEFORE_MIGRATE, null) || callback.supports(Event.AFTER_MIGRATE_ERROR, null);
		}
		catch (RuntimeException ex) {
			return true;
		}
	}

}

package io.chanuka.db.migration.run;

import java.sql.SQLException;

import io.chanuka.db.migration.lock.MigrationProgress;
import io.chanuka.db.migration.lock.RepeatableMigrations;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
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
	 * Whether the run can be repeated.
	 */
	boolean isRepeatable(Configuration configuration) {
		return this.inTransaction && new RepeatableMigrations(configuration).include(this.migration);
	}

}

package io.chanuka.db.migration.run;

import java.time.Duration;

import io.chanuka.db.connection.source.MigrationDataSource;
import io.chanuka.db.migration.FlywayRecorder;
import io.chanuka.db.migration.MigrationException;
import io.chanuka.db.migration.lock.MigrationProgress;
import io.chanuka.db.migration.lock.ServerProcess;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

/**
 * Attempts of one run to apply the pending migrations.
 */
final class MigrationAttempts {

	private static final Log logger = LogFactory.getLog(MigrationAttempts.class);

	private final Flyway flyway;

	private final MigrationProgress progress;

	private final MigrationWatch watch;

	private final HeldLog log;

	private final FlywayRecorder recorder;

	private final Pauses pauses = new Pauses(Duration.ofSeconds(1), Duration.ofSeconds(10));

	MigrationAttempts(Flyway flyway, MigrationProgress progress, MigrationWatch watch, HeldLog log,
			FlywayRecorder recorder) {
		this.flyway = flyway;
		this.progress = progress;
		this.watch = watch;
		this.log = log;
		this.recorder = recorder;
	}

	/**
	 * Migrates.
	 * @return the result of the attempt that succeeded
	 */
	MigrateResult run() {
		while (true) {
			try {
				return this.flyway.migrate();
			}
			catch (FlywayException ex) {
				closeSession();
				repeatAfter(ex);
			}
		}
	}

	/**
	 * What a failed attempt has left in its session, such as Flyway's lock, ends with it.
	 */
	private void closeSession() {
		if (this.flyway.getConfiguration().getDataSource() instanceof MigrationDataSource ours) {
			ours.closeKept();
		}
	}

	/**
	 * Waits for the next attempt.
	 * @throws RuntimeException if there is none
	 */
	private void repeatAfter(FlywayException ex) {
		if (this.progress.isStopping() && this.progress.failed() == null) {
			throw Pauses.stopped(ex);
		}
		if (this.watch.lockWait().isTimedOut() && this.progress.failed() == null) {
			throw flywayLockTimeout(ex);
		}
		LockTimeoutFailure failure = LockTimeoutFailure.of(ex, this.progress);
		if (failure == null || !failure.isRepeatable(this.flyway.getConfiguration())) {
			this.log.writeAll();
			throw ex;
		}
		Duration pause = this.pauses.next();
		if (this.watch.deadline().isWithin(pause)) {
			throw tableLockTimeout(failure, ex);
		}
		logger.warn(LogMessage.format("%s timed out after %dms waiting for a lock%s; rolled back, next attempt in %dms",
				failure.migration().getScript(), this.watch.lockTimeout().toMillis(), heldBy(this.watch.blocker()),
				pause.toMillis()));
		if (!this.flyway.getConfiguration().isGroup()) {
			this.recorder.applied(this.flyway.getConfiguration(), this.progress.applied());
		}
		Pauses.pause(pause);
		this.progress.reset();
	}

	private MigrationException flywayLockTimeout(FlywayException ex) {
		return new MigrationException("Flyway's lock was not released within %ds%s"
			.formatted(this.watch.deadline().timeout().toSeconds(), heldBy(this.watch.lockWait().holder())), """
					If that session migrates, wait for its end or raise chanuka.db.migration.timeout.

					If it is the rest of a process that has ended, end it: select pg_terminate_backend(<process>)""",
				ex);
	}

	private MigrationException tableLockTimeout(LockTimeoutFailure failure, FlywayException ex) {
		return new MigrationException(
				"%s did not get its lock within %ds%s. It was rolled back, and migrations before it stay applied"
					.formatted(failure.migration().getScript(), this.watch.deadline().timeout().toSeconds(),
							heldBy(this.watch.blocker())),
				"""
						End the query or transaction that holds the lock and start the application again, or migrate \
						when there is none.

						Each attempt waits chanuka.db.migration.lock-timeout, all of them chanuka.db.migration.timeout.""",
				ex);
	}

	private static String heldBy(@Nullable ServerProcess process) {
		return (process != null) ? ", held by " + process : "";
	}

}

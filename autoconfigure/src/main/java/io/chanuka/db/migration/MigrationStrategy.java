package io.chanuka.db.migration;

import java.util.Arrays;

import io.chanuka.db.migration.stamp.MigrationProof;
import io.chanuka.db.migration.stamp.NothingToMigrate;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;

import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/**
 * Runs the migrations when the application starts, unless another strategy exists.
 */
public final class MigrationStrategy implements FlywayMigrationStrategy {

	private final FlywayRecorder recorder;

	private final NothingToMigrate nothingToMigrate;

	/**
	 * Create a new instance.
	 * @param recorder records the outcome
	 * @param nothingToMigrate proves that Flyway need not run
	 */
	public MigrationStrategy(FlywayRecorder recorder, NothingToMigrate nothingToMigrate) {
		this.recorder = recorder;
		this.nothingToMigrate = nothingToMigrate;
	}

	/**
	 * Migrates. Pending migrations are counted only if a target is set: otherwise none
	 * can be left.
	 */
	@Override
	public void migrate(Flyway flyway) {
		MigrationProof proof = this.nothingToMigrate.check(flyway);
		if (proof.holds()) {
			this.recorder.upToDate(flyway.getConfiguration(), proof.version());
			return;
		}
		proof.stamp(flyway.migrate());
		MigrationVersion target = flyway.getConfiguration().getTarget();
		if (target != null && target != MigrationVersion.LATEST) {
			this.recorder.pending(flyway.getConfiguration(), pending(flyway));
		}
	}

	/**
	 * Flyway's own list of pending migrations lacks those above the target.
	 */
	private static int pending(Flyway flyway) {
		return (int) Arrays.stream(flyway.info().all())
			.map(MigrationInfo::getState)
			.filter((state) -> state == MigrationState.PENDING || state == MigrationState.ABOVE_TARGET)
			.count();
	}

}

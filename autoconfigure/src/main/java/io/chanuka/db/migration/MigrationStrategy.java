package io.chanuka.db.migration;

import java.util.Arrays;

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

	/**
	 * Create a new instance.
	 * @param recorder records the outcome
	 */
	public MigrationStrategy(FlywayRecorder recorder) {
		this.recorder = recorder;
	}

	/**
	 * Migrates. Pending migrations are counted only if a target is set: otherwise none
	 * can be left.
	 */
	@Override
	public void migrate(Flyway flyway) {
		flyway.migrate();
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

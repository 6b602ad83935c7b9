package io.chanuka.db.migration;

import java.util.Arrays;

import io.chanuka.db.settings.MigrationMode;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;

import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/**
 * Handles the migrations when the application starts, unless another strategy exists.
 */
public final class MigrationStrategy implements FlywayMigrationStrategy {

	private final MigrationMode mode;

	private final MigrationRun run;

	private final FlywayRecorder recorder;

	/**
	 * Create a new instance.
	 * @param mode what the start does with the migrations
	 * @param run does that
	 * @param recorder records the outcome
	 */
	public MigrationStrategy(MigrationMode mode, MigrationRun run, FlywayRecorder recorder) {
		this.mode = mode;
		this.run = run;
		this.recorder = recorder;
	}

	/**
	 * Does what the mode is. Pending migrations are counted only if a target is set:
	 * otherwise none can be left.
	 */
	@Override
	public void migrate(Flyway flyway) {
		this.recorder.begin(this.mode);
		boolean migrated = this.run.run(flyway);
		MigrationVersion target = flyway.getConfiguration().getTarget();
		if (migrated && target != null && target != MigrationVersion.LATEST) {
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

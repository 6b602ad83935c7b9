package io.chanuka.db.autoconfigure.migration;

import io.chanuka.db.migration.FlywayRecorder;
import io.chanuka.db.migration.MigrationRun;
import io.chanuka.db.migration.MigrationStrategy;
import io.chanuka.db.migration.lock.MigrationLocking;
import io.chanuka.db.migration.run.MigrateRun;
import io.chanuka.db.migration.run.NoRun;
import io.chanuka.db.migration.run.ValidateRun;
import io.chanuka.db.migration.run.WaitRun;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.MigrationMode;
import io.chanuka.db.settings.MigrationSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;

/**
 * The strategy for each mode of the migrations.
 */
final class MigrationModes {

	private MigrationModes() {
	}

	/**
	 * Creates the strategy. A database that a test, for one, has put in place is migrated
	 * whatever the mode is: nothing else would.
	 * @param recorder records the outcome
	 * @param locking the locks at the migration endpoint, or {@code null} if the database
	 * is another one
	 * @param settings the settings
	 */
	static MigrationStrategy strategy(FlywayRecorder recorder, @Nullable MigrationLocking locking,
			ObjectProvider<DatabaseSettings> settings) {
		if (locking == null) {
			return new MigrationStrategy(MigrationMode.MIGRATE, (flyway) -> {
				flyway.migrate();
				return true;
			}, recorder);
		}
		MigrationSettings decided = settings.getObject().migrations();
		MigrationMode mode = decided.mode().value();
		MigrationRun run = switch (mode) {
			case MIGRATE -> new MigrateRun(locking, decided, recorder);
			case VALIDATE -> new ValidateRun(recorder);
			case WAIT -> new WaitRun(decided, recorder);
			case NONE -> new NoRun();
		};
		return new MigrationStrategy(mode, run, recorder);
	}

}

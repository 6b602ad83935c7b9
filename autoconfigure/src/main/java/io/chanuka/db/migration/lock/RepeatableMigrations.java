package io.chanuka.db.migration.lock;

import java.util.Arrays;

import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Which migrations of a run can be repeated if they did not get a lock in time: those in
 * SQL and in a transaction, which is rolled back as a whole, if nothing else of the run
 * had an effect.
 */
public final class RepeatableMigrations {

	private final Configuration configuration;

	private @Nullable Boolean callbacks;

	/**
	 * Create a new instance.
	 * @param configuration the configuration of the Flyway
	 */
	public RepeatableMigrations(Configuration configuration) {
		this.configuration = configuration;
	}

	/**
	 * Whether the run can be repeated after a migration in a transaction: not if it is in
	 * Java, which does what the database cannot undo, nor with callbacks that run in each
	 * attempt.
	 * @param migration the migration
	 * @return {@code true} if it can
	 */
	public boolean include(MigrationInfo migration) {
		return isSql(migration) && !hasRunCallbacks();
	}

	static boolean isSql(MigrationInfo migration) {
		return migration.getType().name().startsWith("SQL");
	}

	private boolean hasRunCallbacks() {
		Boolean known = this.callbacks;
		if (known == null) {
			known = Arrays.stream(this.configuration.getCallbacks()).anyMatch(RepeatableMigrations::runsInEachAttempt)
					|| new MigrationScripts(this.configuration).containRunCallback();
			this.callbacks = known;
		}
		return known;
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

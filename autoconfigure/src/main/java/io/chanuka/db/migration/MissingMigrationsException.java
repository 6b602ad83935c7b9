package io.chanuka.db.migration;

/**
 * Migrations were applied to the database, and the application contains none: most likely
 * it was built without them.
 */
public class MissingMigrationsException extends RuntimeException {

	/**
	 * Create a new instance.
	 * @param history what was applied
	 * @param locations where migrations were searched for
	 */
	MissingMigrationsException(MigrationHistory history, String locations) {
		super("The table %s holds %d applied migration%s%s, but this application contains none: nothing was found in %s"
			.formatted(history.table(), history.applied(), (history.applied() == 1) ? "" : "s",
					(history.version() != null) ? ", the last one with version " + history.version() : "", locations));
	}

}

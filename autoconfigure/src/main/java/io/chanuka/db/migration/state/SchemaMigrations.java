package io.chanuka.db.migration.state;

import java.util.List;

/**
 * The migrations of one history table. Nothing here changes the database.
 */
public interface SchemaMigrations {

	/**
	 * All migrations, in the order in which they are applied.
	 * @return the applied and the pending ones
	 */
	List<MigrationEntry> entries();

	/**
	 * The migrations that would be applied now.
	 * @return the pending ones
	 */
	List<MigrationEntry> pending();

	/**
	 * In what the applied migrations differ from those of the application.
	 * @return a sentence each
	 */
	List<String> problems();

	/**
	 * The schemas that are migrated.
	 * @return the names, or none for the current schema of the connection
	 */
	List<String> schemas();

	/**
	 * Tables that the tool keeps for itself.
	 * @return the names without a schema
	 */
	List<String> ownTables();

}

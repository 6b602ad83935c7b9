package io.chanuka.db.autoconfigure.command;

import java.util.List;

import io.chanuka.db.migration.state.SchemaMigrations;

/**
 * The beans of one tool that migrates the schema.
 */
interface MigrationToolBeans {

	/**
	 * Whether there is any.
	 */
	boolean exist();

	/**
	 * Migrates, as the start of the application would.
	 */
	void migrate();

	/**
	 * The migrations of each history table, unchanged.
	 */
	List<SchemaMigrations> migrations();

}

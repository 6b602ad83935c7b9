package io.chanuka.db.migration.lock;

import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.Configuration;

/**
 * Refuses migrations that Flyway's transactional lock would let wait without an end.
 */
public final class PendingScan {

	private final MigrationScripts scripts;

	/**
	 * Create a new instance.
	 * @param configuration the configuration of the Flyway
	 */
	public PendingScan(Configuration configuration) {
		this.scripts = new MigrationScripts(configuration);
	}

	/**
	 * Refuses a script that builds an index concurrently.
	 * @param migration the migration
	 * @throws ConcurrentIndexException if it does
	 */
	public void refuseConcurrentIndex(MigrationInfo migration) {
		String text = this.scripts.read(migration);
		int line = (text != null) ? ConcurrentIndexes.line(text) : 0;
		if (line > 0) {
			throw ConcurrentIndexException.of(migration, line);
		}
	}

	/**
	 * Refuses a migration that is known to run outside of a transaction, also if its
	 * content cannot be read.
	 * @param migration the migration
	 * @throws ConcurrentIndexException if it builds an index concurrently, or may do so
	 */
	void refuseOutsideTransaction(MigrationInfo migration) {
		if (this.scripts.read(migration) == null) {
			throw ConcurrentIndexException.ofUnknownContent(migration);
		}
		refuseConcurrentIndex(migration);
	}

}

package io.chanuka.db.migration;

import org.flywaydb.core.Flyway;

/**
 * What a start does with the migrations of one Flyway.
 */
@FunctionalInterface
public interface MigrationRun {

	/**
	 * Does it.
	 * @param flyway the Flyway
	 * @return whether migrations were applied as far as a target allows
	 * @throws MigrationException if the application must not start
	 */
	boolean run(Flyway flyway);

}

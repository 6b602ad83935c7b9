package io.chanuka.db.migration;

import java.util.Locale;

/**
 * What changes the schema.
 */
public enum MigrationTool {

	/**
	 * Flyway.
	 */
	FLYWAY,

	/**
	 * Liquibase.
	 */
	LIQUIBASE;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}

package io.chanuka.db.migration.stamp;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The history table at one moment, and the session that Flyway would have.
 *
 * @param session user, database, major version of the server and search path
 * @param missingSchemas how many of the schemas that Flyway would create do not exist
 * @param schema the schema of the table, or {@code null} if it is not the one that Flyway
 * would use
 * @param lastRank the rank of the last row, or the smallest number without a row
 * @param digest a digest of all rows
 * @param digestBefore a digest of the rows up to the rank that was asked for
 * @param added the rows after that rank
 * @param succeeded whether all rows are of migrations that succeeded
 * @param comment the comment on the table
 * @param ownsTable whether the user may comment on the table
 */
record HistorySnapshot(String session, int missingSchemas, @Nullable String schema, int lastRank, String digest,
		String digestBefore, List<Row> added, boolean succeeded, @Nullable String comment, boolean ownsTable) {

	/**
	 * Before the first row.
	 */
	static final int NO_RANK = Integer.MIN_VALUE;

	HistorySnapshot {
		added = List.copyOf(added);
	}

	/**
	 * The state before the table exists.
	 * @param session the session
	 * @return a snapshot without rows
	 */
	static HistorySnapshot withoutTable(String session) {
		return new HistorySnapshot(session, 0, null, NO_RANK, "", "", List.of(), true, null, false);
	}

	/**
	 * Whether Flyway would find the table and its rows and had no schema to create.
	 */
	boolean isComplete() {
		return !isEmpty() && this.schema != null && this.missingSchemas == 0 && this.succeeded;
	}

	boolean isEmpty() {
		return this.lastRank == NO_RANK;
	}

	/**
	 * A row as Flyway names it in its result.
	 *
	 * @param version the version, empty for a repeatable migration
	 * @param description the description
	 * @param type the type
	 */
	record Row(String version, String description, String type) {

		/**
		 * Whether the row is not of a migration: it marks the creation of schemas.
		 */
		boolean isMarker() {
			return this.type.equals("SCHEMA");
		}

	}

}

package io.chanuka.db.migration;

import org.flywaydb.core.api.output.MigrateResult;
import org.jspecify.annotations.Nullable;

/**
 * State of one history table after its last run.
 *
 * @param succeeded whether the last run succeeded
 * @param applied the number of migrations that all runs applied
 * @param pending the number of migrations that remain, or {@code null} if it is unknown
 * @param version the version afterwards, or {@code null} if there is none
 */
record HistoryState(boolean succeeded, int applied, @Nullable Integer pending, @Nullable String version) {

	static final HistoryState NONE = new HistoryState(true, 0, null, null);

	HistoryState migrated(MigrateResult result, @Nullable Integer remaining) {
		String reached = (result.targetSchemaVersion != null) ? result.targetSchemaVersion
				: result.initialSchemaVersion;
		return new HistoryState(true, this.applied + result.migrationsExecuted, remaining, reached);
	}

	HistoryState failed() {
		return new HistoryState(false, this.applied, null, this.version);
	}

	HistoryState adding(int count) {
		return new HistoryState(this.succeeded, this.applied + count, this.pending, this.version);
	}

	HistoryState leaving(int remaining) {
		return new HistoryState(this.succeeded, this.applied, remaining, this.version);
	}

}

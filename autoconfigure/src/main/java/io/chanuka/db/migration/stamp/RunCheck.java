package io.chanuka.db.migration.stamp;

import java.util.List;

import io.chanuka.db.migration.stamp.HistorySnapshot.Row;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Whether the history after a run of Flyway is the one that Flyway has seen: the rows
 * before and exactly those that its result names.
 */
final class RunCheck {

	/**
	 * The type of scripts in SQL. What migrations of other types do to the next run was
	 * not studied.
	 */
	private static final String SQL = "SQL";

	private final MigrationInputs inputs;

	private final HistorySnapshot before;

	private final HistorySnapshot after;

	RunCheck(MigrationInputs inputs, HistorySnapshot before, HistorySnapshot after) {
		this.inputs = inputs;
		this.before = before;
		this.after = after;
	}

	/**
	 * Checks the result of the run.
	 * @param result the result
	 * @throws UnprovenException if Flyway might have seen another history
	 */
	void check(MigrateResult result) throws UnprovenException {
		require(result.success && result.migrationsExecuted == result.migrations.size(), "the run is not complete");
		require(this.after.isComplete(), "a schema is missing, a row failed or the table is another one");
		require(this.after.session().equals(this.before.session()), "the session has changed");
		require(this.before.isEmpty() || isUnchanged(), "rows have changed that existed before");
		require(addedMigrations().equals(migrations(result)), "rows were added that are not of this run");
		require(result.migrations.isEmpty() || isPlain(result), "a migration could change the history itself");
	}

	private boolean isUnchanged() {
		return this.before.isComplete() && this.after.digestBefore().equals(this.before.digest());
	}

	private List<Row> addedMigrations() {
		return this.before.isEmpty() ? this.after.added().stream().dropWhile(Row::isMarker).toList()
				: this.after.added();
	}

	private static List<Row> migrations(MigrateResult result) {
		return result.migrations.stream()
			.map((migration) -> new Row(migration.version, migration.description, migration.type))
			.toList();
	}

	private boolean isPlain(MigrateResult result) {
		return !this.inputs.mentionsHistory()
				&& result.migrations.stream().allMatch((migration) -> SQL.equals(migration.type));
	}

	private static void require(boolean condition, String otherwise) throws UnprovenException {
		if (!condition) {
			throw new UnprovenException(otherwise);
		}
	}

}

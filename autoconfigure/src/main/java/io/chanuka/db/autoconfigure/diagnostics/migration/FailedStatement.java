package io.chanuka.db.autoconfigure.diagnostics.migration;

import io.chanuka.db.autoconfigure.diagnostics.failure.Causes;
import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import org.flywaydb.core.api.resource.Resource;
import org.flywaydb.core.internal.exception.FlywayMigrateException;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a migration that the server refuses.
 */
final class FailedStatement implements FailureExplanation {

	private final HistoryRows history;

	FailedStatement(HistoryRows history) {
		this.history = history;
	}

	@Override
	public String sentence() {
		return "Migration {file} failed{line}: {message}.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		FlywayMigrateException migrate = Causes.first(failure.thrown(), FlywayMigrateException.class);
		if (migrate == null || migrate.getCause() == null) {
			return null;
		}
		FlywaySqlScriptException script = Causes.first(migrate, FlywaySqlScriptException.class);
		String line = (migrate.getLineNumber() > 0) ? " in line " + migrate.getLineNumber() : "";
		Explanation explanation = Explanation.of(sentence(), "file", file(migrate, script), "line", line, "message",
				failure.message());
		if (script != null && !script.getStatement().isEmpty()) {
			explanation = explanation.because("Statement: " + SqlText.shown(script.getStatement()));
		}
		return migrate.isExecutableInTransaction() ? rolledBack(explanation, migrate)
				: applied(explanation, failure, migrate);
	}

	private static String file(FlywayMigrateException migrate, @Nullable FlywaySqlScriptException script) {
		Resource resource = (script != null) ? script.getResource() : null;
		return (resource != null) ? resource.getRelativePath() : migrate.getMigration().getScript();
	}

	private static Explanation rolledBack(Explanation explanation, FlywayMigrateException migrate) {
		return explanation.because("The migration was rolled back: nothing of it has been applied.")
			.action("Correct " + migrate.getMigration().getScript() + " and start the application again.");
	}

	private Explanation applied(Explanation explanation, DatabaseFailure failure, FlywayMigrateException migrate) {
		return explanation.because(
				"It was not rolled back, because it runs outside of a transaction: the statements before have been applied.")
			.action("Undo what it has applied, correct " + migrate.getMigration().getScript()
					+ ", and remove its row from the history:")
			.run(FailedBefore.repair(failure, this.history));
	}

}

package io.chanuka.db.autoconfigure.diagnostics.migration;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.chanuka.db.autoconfigure.diagnostics.failure.Commands;
import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import org.jspecify.annotations.Nullable;

/**
 * A migration that failed at an earlier start and was not rolled back.
 */
final class FailedBefore implements FailureExplanation {

	private static final Pattern FAILED = Pattern.compile(
			"(?:contains a failed|Detected failed) (?:repeatable )?migration(?: to version|:)? \\(?\"?([^\\s()\"]+)");

	private final HistoryRows history;

	FailedBefore(HistoryRows history) {
		this.history = history;
	}

	@Override
	public String sentence() {
		return "Migration {version} failed at an earlier start and was not rolled back.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		Matcher failed = FAILED.matcher(FlywayMessage.of(failure.thrown()));
		if (!failed.find()) {
			return null;
		}
		return Explanation.of(sentence(), "version", failed.group(1))
			.because(
					"Migrations outside of a transaction, such as create index concurrently, leave what was applied before the error.")
			.action("Undo what it has applied, for example an invalid index, and remove its row from the history:")
			.run(repair(failure, this.history));
	}

	static String repair(DatabaseFailure failure, HistoryRows history) {
		return Commands.psql(failure) + " -c 'delete from " + history.name() + " where not success'";
	}

}

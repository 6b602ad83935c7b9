package io.chanuka.db.autoconfigure.diagnostics.migration;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import org.jspecify.annotations.Nullable;

/**
 * A migration with a lower version than one that was applied.
 */
final class OutOfOrder implements FailureExplanation {

	private static final Pattern IGNORED = Pattern
		.compile("resolved migration not applied to database: (.+)\\.\\R.*outOfOrder");

	private final HistoryRows history;

	OutOfOrder(HistoryRows history) {
		this.history = history;
	}

	@Override
	public String sentence() {
		return "Migration {version} is older than the last one that was applied.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		Matcher ignored = IGNORED.matcher(FlywayMessage.of(failure.thrown()));
		if (!ignored.find()) {
			return null;
		}
		List<String> last = this.history.last(failure, 1);
		return Explanation.of(sentence(), "version", ignored.group(1))
			.because("The database is at version " + (last.isEmpty() ? "(unknown)" : last.get(0))
					+ ". Likely: two branches were merged, each with a migration.")
			.action("Rename the file to a version above that. If the order does not matter, set:")
			.run("spring.flyway.out-of-order=true");
	}

}

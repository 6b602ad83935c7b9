package io.chanuka.db.autoconfigure.diagnostics.migration;

import java.util.List;
import java.util.Set;

import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import org.jspecify.annotations.Nullable;

/**
 * A database with migrations of a newer version of the application.
 */
final class NewerDatabase implements FailureExplanation {

	private final HistoryRows history;

	NewerDatabase(HistoryRows history) {
		this.history = history;
	}

	@Override
	public String sentence() {
		return "The database is newer than this application: it is at version {version}.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		List<String> missing = NotResolved.versions(failure);
		List<String> last = missing.isEmpty() ? List.of() : this.history.last(failure, missing.size());
		if (last.isEmpty() || !Set.copyOf(last).equals(Set.copyOf(missing))) {
			return null;
		}
		return Explanation.of(sentence(), "version", last.get(0))
			.because("The application does not have the last migrations: " + String.join(", ", missing) + ", "
					+ this.history.applied(failure, last.get(0)) + ".")
			.because("Likely: this is an older release than the one that migrated, or the files are not in the jar.")
			.action("Start the release that has them. If this one works with the newer schema, ignore them:")
			.run("spring.flyway.ignore-migration-patterns=*:future");
	}

}

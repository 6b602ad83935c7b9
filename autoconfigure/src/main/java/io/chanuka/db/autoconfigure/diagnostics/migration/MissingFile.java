package io.chanuka.db.autoconfigure.diagnostics.migration;

import java.util.List;

import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import org.jspecify.annotations.Nullable;

/**
 * An applied migration whose file is missing.
 */
final class MissingFile implements FailureExplanation {

	private final HistoryRows history;

	MissingFile(HistoryRows history) {
		this.history = history;
	}

	@Override
	public String sentence() {
		return "The file of migration {version}, which was applied, is missing.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		List<String> missing = NotResolved.versions(failure);
		if (missing.isEmpty()) {
			return null;
		}
		String file = this.history.file(failure, missing.get(0));
		return Explanation.of(sentence(), "version", String.join(", ", missing))
			.because("The database has " + file + ", " + this.history.applied(failure, missing.get(0)) + ".")
			.because(
					"Likely: the file was deleted or renamed, is not in the jar, or spring.flyway.locations does not include it.")
			.action("Restore the file (git log --diff-filter=D -- '*" + file + "'). If it is obsolete, set:")
			.run("spring.flyway.ignore-migration-patterns=*:missing,*:future");
	}

}

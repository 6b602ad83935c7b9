package io.chanuka.db.autoconfigure.diagnostics.migration;

import java.util.List;

import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;

/**
 * Explanations of the failures of Flyway, which must be on the class path.
 */
public final class FlywayFailures {

	private FlywayFailures() {
	}

	/**
	 * The explanations, the more specific ones first.
	 * @param history the table of applied migrations
	 * @return all of them
	 */
	public static List<FailureExplanation> all(HistoryRows history) {
		return List.of(new FailedStatement(history), new FailedBefore(history), new ChecksumMismatch(history),
				new NewerDatabase(history), new MissingFile(history), new OutOfOrder(history), new NonEmptySchema(),
				new LockNotObtained());
	}

}

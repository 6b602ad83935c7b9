package io.chanuka.db.autoconfigure.diagnostics.migration;

import java.util.List;

import io.chanuka.db.autoconfigure.diagnostics.failure.Causes;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import org.flywaydb.core.api.FlywayException;

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
				new NewerDatabase(history), new MissingFile(history), new OutOfOrder(history), new LockNotObtained());
	}

	/**
	 * Whether Flyway has failed.
	 * @param failure what was thrown
	 * @return {@code true} if one of its exceptions is a cause
	 */
	public static boolean isIn(Throwable failure) {
		return Causes.first(failure, FlywayException.class) != null;
	}

	/**
	 * The message of Flyway.
	 * @param failure what was thrown
	 * @return the message of its outermost exception, or an empty text
	 */
	static String message(Throwable failure) {
		FlywayException exception = Causes.first(failure, FlywayException.class);
		return (exception != null) ? String.valueOf(exception.getMessage()) : "";
	}

}

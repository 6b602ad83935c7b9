package io.chanuka.db.autoconfigure.diagnostics.migration;

import io.chanuka.db.autoconfigure.diagnostics.failure.Causes;
import org.flywaydb.core.api.FlywayException;

/**
 * The message of Flyway, which it does not translate.
 */
final class FlywayMessage {

	private FlywayMessage() {
	}

	/**
	 * Finds the message.
	 * @param failure what was thrown
	 * @return the message of the outermost exception of Flyway, or an empty text
	 */
	static String of(Throwable failure) {
		FlywayException exception = Causes.first(failure, FlywayException.class);
		return (exception != null) ? String.valueOf(exception.getMessage()) : "";
	}

}

package io.chanuka.db.autoconfigure.statement;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How long callers wait for a connection.
 */
@FunctionalInterface
interface AcquireTimes {

	/**
	 * The longest time that was measured recently.
	 * @return the time, or {@code null} if it is not known
	 */
	@Nullable Duration longest();

}

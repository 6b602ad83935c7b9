package io.chanuka.db.statement;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What else is known when a statement was slow.
 */
public interface StatementContext {

	/**
	 * How long a caller waited for a connection at the longest, as far as that was
	 * measured recently.
	 * @return the time, or {@code null} if it is not measured
	 */
	@Nullable Duration longestAcquire();

	/**
	 * The trace that the current thread works for.
	 * @return its id, or {@code null} if there is none
	 */
	@Nullable String traceId();

}

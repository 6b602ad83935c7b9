package io.chanuka.db.autoconfigure.statement;

import org.jspecify.annotations.Nullable;

/**
 * The traces that threads work for.
 */
@FunctionalInterface
interface TraceIds {

	/**
	 * The id of the current thread's trace.
	 * @return the id, or {@code null} if there is none
	 */
	@Nullable String current();

}

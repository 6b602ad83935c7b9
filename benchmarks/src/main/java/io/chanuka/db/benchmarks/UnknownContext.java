package io.chanuka.db.benchmarks;

import java.time.Duration;

import io.chanuka.db.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Knows nothing but the statement itself.
 */
final class UnknownContext implements StatementContext {

	@Override
	public @Nullable Duration longestAcquire() {
		return null;
	}

	@Override
	public @Nullable String traceId() {
		return null;
	}

}

package io.chanuka.db.testsupport;

import java.time.Duration;

import io.chanuka.db.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Nothing more is known when a statement was slow.
 */
public final class NoStatementContext implements StatementContext {

	@Override
	public @Nullable Duration longestAcquire() {
		return null;
	}

	@Override
	public @Nullable String traceId() {
		return null;
	}

}

package io.chanuka.db.autoconfigure.statement;

import java.time.Duration;

import io.chanuka.db.statement.StatementContext;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;

/**
 * What Micrometer knows when a statement was slow, found when it is first needed: the
 * DataSource is created long before the meters.
 */
final class KnownContext implements StatementContext {

	private final ObjectProvider<AcquireTimes> acquires;

	private final ObjectProvider<TraceIds> traces;

	KnownContext(ObjectProvider<AcquireTimes> acquires, ObjectProvider<TraceIds> traces) {
		this.acquires = acquires;
		this.traces = traces;
	}

	@Override
	public @Nullable Duration longestAcquire() {
		AcquireTimes known = this.acquires.getIfUnique();
		return (known != null) ? known.longest() : null;
	}

	@Override
	public @Nullable String traceId() {
		TraceIds known = this.traces.getIfUnique();
		return (known != null) ? known.current() : null;
	}

}

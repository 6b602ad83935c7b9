package io.chanuka.db.metrics;

import io.chanuka.db.statement.SlowStatements;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * The meter of the statements that were slow.
 */
public final class StatementMetrics implements MeterBinder {

	private final SlowStatements slow;

	/**
	 * Create a new instance.
	 * @param slow the statements to count
	 */
	public StatementMetrics(SlowStatements slow) {
		this.slow = slow;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		FunctionCounter.builder("chanuka.db.statements.slow", this.slow, SlowStatements::number)
			.description("Statements that took as long as the configured threshold, or longer")
			.register(registry);
	}

}

package io.chanuka.db.statement;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

import io.chanuka.db.connection.LineLimit;
import io.chanuka.db.settings.DurationFormat;
import io.chanuka.db.statement.text.LogLine;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Counts statements that are slow and logs them, as far as their number allows.
 */
public final class SlowStatements {

	/**
	 * The name of the logger.
	 */
	public static final String LOGGER = StatementLog.LOGGER + ".slow";

	private static final Log logger = LogFactory.getLog(LOGGER);

	private final Duration threshold;

	private final long thresholdNanos;

	private final StatementContext context;

	private final LineLimit limit;

	private final LongAdder number = new LongAdder();

	/**
	 * Create a new instance.
	 * @param threshold from when on a statement is slow
	 * @param context what else is known when one is
	 * @param limit how many lines are logged
	 */
	SlowStatements(Duration threshold, StatementContext context, LineLimit limit) {
		this.threshold = threshold;
		this.thresholdNanos = threshold.toNanos();
		this.context = context;
		this.limit = limit;
	}

	/**
	 * Creates an instance.
	 * @param threshold from when on a statement is slow
	 * @param context what else is known when one is
	 * @return the slow statements, none so far
	 */
	public static SlowStatements of(Duration threshold, StatementContext context) {
		return new SlowStatements(threshold, context, LineLimit.create());
	}

	/**
	 * How many there were.
	 * @return the number, logged or not
	 */
	public long number() {
		return this.number.sum();
	}

	boolean isSlow(long nanos) {
		return nanos >= this.thresholdNanos;
	}

	/**
	 * Logs one.
	 * @return whether it was logged
	 */
	boolean log(StatementExecution execution, StatementLine line) {
		this.number.increment();
		if (!logger.isWarnEnabled() || !this.limit.take()) {
			return false;
		}
		logger.warn(line.of("Slow statement", execution, details(execution)));
		return true;
	}

	private String details(StatementExecution execution) {
		StringBuilder details = new StringBuilder("; threshold ").append(DurationFormat.format(this.threshold))
			.append("; connection open for ")
			.append(StatementLine.time(execution.connectionAge()));
		Duration wait = this.context.longestAcquire();
		if (wait != null) {
			details.append("; longest acquire ").append(StatementLine.time(wait.toNanos()));
		}
		String trace = this.context.traceId();
		if (trace != null) {
			details.append("; trace ").append(LogLine.of(trace));
		}
		long omitted = this.limit.omitted();
		return details.append((omitted > 0) ? "; slow statements not logged before: " + omitted : "").toString();
	}

}

package io.chanuka.db.statement;

import io.chanuka.db.statement.text.LogLine;
import io.chanuka.db.statement.text.ParameterText;
import io.chanuka.db.statement.text.StatementText;
import org.jspecify.annotations.Nullable;

/**
 * Writes the line of a statement.
 */
final class StatementLine {

	/**
	 * SQLSTATE of a statement that was cancelled.
	 */
	private static final String CANCELLED = "57014";

	private final String endpoint;

	private final StatementText text;

	private final @Nullable ParameterText values;

	/**
	 * Create a new instance.
	 * @param endpoint where the statements are executed
	 * @param maxLength how many characters of a statement are shown
	 * @param values whether values are shown
	 */
	StatementLine(String endpoint, int maxLength, boolean values) {
		this.endpoint = endpoint;
		this.text = new StatementText(maxLength, values);
		this.values = values ? new ParameterText(maxLength) : null;
	}

	boolean showsValues() {
		return this.values != null;
	}

	/**
	 * Writes the line.
	 * @param start how it begins
	 * @param execution what was executed
	 * @param details what else is known, each beginning with a semicolon
	 * @return the line
	 */
	String of(String start, StatementExecution execution, String details) {
		StringBuilder line = new StringBuilder(start).append(outcome(execution));
		if (execution.batchSize() > 0) {
			line.append("; batch of ").append(execution.batchSize());
		}
		if (execution.parameters() > 0) {
			line.append("; parameters: ").append(execution.parameters());
		}
		if (this.values != null && execution.values() != null && execution.parameters() > 0) {
			line.append(" (").append(this.values.of(execution.sql(), execution.values())).append(')');
		}
		if (execution.updateCount() >= 0) {
			line.append("; update count: ").append(execution.updateCount());
		}
		return line.append("; ")
			.append(this.endpoint)
			.append("; thread ")
			.append(LogLine.of(Thread.currentThread().getName()))
			.append(details)
			.append(": ")
			.append(this.text.of(execution.sql()))
			.toString();
	}

	private static String outcome(StatementExecution execution) {
		String time = time(execution.nanos());
		if (execution.failure() == null) {
			return " took " + time;
		}
		return (execution.failure().equals(CANCELLED) ? " was cancelled after " : " failed after ") + time
				+ " with SQLSTATE " + execution.failure();
	}

	/**
	 * A time as it is logged. By hand: a format takes longer than all the rest.
	 */
	static String time(long nanos) {
		boolean isShort = nanos < 1_000_000_000;
		long thousandths = (nanos + (isShort ? 500 : 500_000)) / (isShort ? 1_000 : 1_000_000);
		String fraction = Long.toString(1_000 + thousandths % 1_000);
		return thousandths / 1_000 + "." + fraction.substring(1) + (isShort ? " ms" : " s");
	}

}

package io.chanuka.db.statement.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * How many rows an execution has changed, taken from its result.
 */
final class UpdateCount {

	private static final long UNKNOWN = -1;

	private UpdateCount() {
	}

	/**
	 * Returns the number.
	 * @param result what the execution returned
	 * @param statement the statement, which is asked after {@code execute()}
	 * @return the number, or -1 if there is none
	 */
	static long of(Object result, Statement statement) {
		if (result instanceof Number count) {
			return count.longValue();
		}
		if (result instanceof int[] counts) {
			return sum(Arrays.stream(counts).asLongStream());
		}
		if (result instanceof long[] counts) {
			return sum(Arrays.stream(counts));
		}
		return Boolean.FALSE.equals(result) ? ask(statement) : UNKNOWN;
	}

	/**
	 * The driver does not know the counts of inserts that it has rewritten to one.
	 */
	private static long sum(LongStream counts) {
		long[] all = counts.toArray();
		return (Arrays.stream(all).anyMatch((count) -> count < 0)) ? UNKNOWN : Arrays.stream(all).sum();
	}

	private static long ask(Statement statement) {
		try {
			return statement.getLargeUpdateCount();
		}
		catch (SQLException ex) {
			return UNKNOWN;
		}
	}

}

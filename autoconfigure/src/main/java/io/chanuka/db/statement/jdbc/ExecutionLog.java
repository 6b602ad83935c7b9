package io.chanuka.db.statement.jdbc;

import java.sql.SQLException;

import io.chanuka.db.statement.StatementExecution;
import io.chanuka.db.statement.StatementLog;
import io.chanuka.db.statement.text.StatementText;
import org.jspecify.annotations.Nullable;

/**
 * Logs what is executed on one connection.
 */
final class ExecutionLog {

	private static final StatementText SHOWN = new StatementText(80, false);

	private final StatementLog log;

	private final long openedNanos = System.nanoTime();

	/**
	 * Read by other threads without a lock: what they miss is a moment old.
	 */
	private @Nullable String last;

	ExecutionLog(StatementLog log) {
		this.log = log;
	}

	StatementLog log() {
		return this.log;
	}

	/**
	 * Notes what is executed from now on.
	 */
	void begin(String sql) {
		this.last = sql;
	}

	/**
	 * Forgets what was executed.
	 */
	void forget() {
		this.last = null;
	}

	/**
	 * What was executed last, without literals.
	 */
	@Nullable String last() {
		String sql = this.last;
		return (sql != null) ? SHOWN.of(sql) : null;
	}

	void log(String sql, long nanos, long updateCount, @Nullable SQLException failure, int batchSize, int parameters,
			@Nullable Object @Nullable [] values) {
		String state = (failure != null) ? String.valueOf(failure.getSQLState()) : null;
		this.log.log(new StatementExecution(sql, batchSize, parameters, values, updateCount, state, nanos,
				System.nanoTime() - this.openedNanos));
	}

}

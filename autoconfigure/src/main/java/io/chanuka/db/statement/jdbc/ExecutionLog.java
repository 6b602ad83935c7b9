package io.chanuka.db.statement.jdbc;

import java.sql.SQLException;

import io.chanuka.db.statement.StatementExecution;
import io.chanuka.db.statement.StatementLog;
import org.jspecify.annotations.Nullable;

/**
 * Logs what is executed on one connection.
 */
final class ExecutionLog {

	private final StatementLog log;

	private final long openedNanos = System.nanoTime();

	ExecutionLog(StatementLog log) {
		this.log = log;
	}

	StatementLog log() {
		return this.log;
	}

	void log(String sql, long nanos, long updateCount, @Nullable SQLException failure, int batchSize, int parameters,
			@Nullable Object @Nullable [] values) {
		String state = (failure != null) ? String.valueOf(failure.getSQLState()) : null;
		this.log.log(new StatementExecution(sql, batchSize, parameters, values, updateCount, state, nanos,
				System.nanoTime() - this.openedNanos));
	}

}

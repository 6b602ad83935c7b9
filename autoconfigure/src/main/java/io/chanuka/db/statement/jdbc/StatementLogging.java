package io.chanuka.db.statement.jdbc;

import java.sql.Connection;
import java.util.function.UnaryOperator;

import io.chanuka.db.statement.StatementLog;

/**
 * Has the statements of connections logged.
 */
public final class StatementLogging implements UnaryOperator<Connection> {

	private final StatementLog log;

	/**
	 * Create a new instance.
	 * @param log logs the statements
	 */
	public StatementLogging(StatementLog log) {
		this.log = log;
	}

	@Override
	public Connection apply(Connection connection) {
		return new LoggedConnection(connection, this.log);
	}

}

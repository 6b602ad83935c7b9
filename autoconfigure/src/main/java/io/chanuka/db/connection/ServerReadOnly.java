package io.chanuka.db.connection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.postgresql.PGConnection;

/**
 * Whether a server accepts no writes on a connection, as opposed to an application that
 * has made the connection or the transaction read-only. Servers of version 14 and later
 * report that by themselves (PostgreSQL manual, "Asynchronous Operations"). Before, and
 * behind a pooler, whose clients keep what held when they connected, the server is asked.
 */
public final class ServerReadOnly {

	private static final String STANDBY = "in_hot_standby";

	private static final String BY_DEFAULT = "default_transaction_read_only";

	private static final String ON = "on";

	private ServerReadOnly() {
	}

	/**
	 * Whether transactions of a connection are read-only by default, as far as the server
	 * has reported it.
	 * @param connection the connection
	 * @return {@code true} if so
	 */
	public static boolean isDefault(PGConnection connection) {
		return ON.equals(connection.getParameterStatus(BY_DEFAULT));
	}

	/**
	 * Whether the server accepts no writes on a connection.
	 * @param connection the connection, outside a transaction unless that is known
	 * @param direct whether there is no pooler in between
	 * @param ignoresDefault whether its transactions were read-only by default from the
	 * beginning, because its role or the application makes them so
	 * @return {@code true} if the server is a standby, or makes transactions read-only by
	 * default
	 * @throws SQLException if the server was asked and did not answer
	 */
	public static boolean is(Connection connection, boolean direct, boolean ignoresDefault) throws SQLException {
		PGConnection driver = connection.unwrap(PGConnection.class);
		String standby = direct ? driver.getParameterStatus(STANDBY) : null;
		boolean isStandby = (standby != null) ? ON.equals(standby) : isInRecovery(connection);
		return isStandby || (!ignoresDefault && isDefault(driver) && !connection.isReadOnly());
	}

	/**
	 * Whether that can be found out now. In a transaction, which has failed by then, the
	 * server cannot be asked.
	 * @param connection the connection
	 * @param direct whether there is no pooler in between
	 * @return {@code true} if so
	 * @throws SQLException if the connection is closed
	 */
	public static boolean isKnown(Connection connection, boolean direct) throws SQLException {
		return connection.getAutoCommit()
				|| (direct && connection.unwrap(PGConnection.class).getParameterStatus(STANDBY) != null);
	}

	private static boolean isInRecovery(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select pg_is_in_recovery()")) {
			return rows.next() && rows.getBoolean(1);
		}
		finally {
			if (!connection.getAutoCommit()) {
				connection.rollback();
			}
		}
	}

}

package io.chanuka.db.connection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.postgresql.PGConnection;

/**
 * Whether a server accepts no writes on a connection, as opposed to an application that
 * has made the connection or the transaction read-only. Servers of version 14 and later
 * report that by themselves (PostgreSQL manual, "Asynchronous Operations"); behind a
 * pooler and before, the server is asked.
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
	 * @param connection the connection
	 * @param ignoresDefault whether its transactions were read-only by default from the
	 * beginning, because its role or the application makes them so
	 * @return {@code true} if the server is a standby, or makes transactions read-only by
	 * default; {@code false} also if it cannot be asked inside a transaction
	 * @throws SQLException if the server was asked and did not answer
	 */
	public static boolean is(Connection connection, boolean ignoresDefault) throws SQLException {
		PGConnection driver = connection.unwrap(PGConnection.class);
		String standby = driver.getParameterStatus(STANDBY);
		boolean isStandby = (standby != null) ? ON.equals(standby) : isInRecovery(connection);
		return isStandby || (!ignoresDefault && isDefault(driver) && !connection.isReadOnly());
	}

	private static boolean isInRecovery(Connection connection) throws SQLException {
		if (!connection.getAutoCommit()) {
			return false;
		}
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select pg_is_in_recovery()")) {
			return rows.next() && rows.getBoolean(1);
		}
	}

}

package io.chanuka.db.connection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

import org.postgresql.PGConnection;

/**
 * What a connection itself reveals of a pooler: the protocol gives the number of the
 * server process that a client talks to, and a pooler, which has many, makes one up.
 */
public enum PoolerEvidence {

	/**
	 * No connection was asked yet.
	 */
	NOT_ASKED,

	/**
	 * The server has the number that the protocol gave.
	 */
	NONE,

	/**
	 * The server has another number: there is a pooler in between.
	 */
	POOLED;

	/**
	 * Asks, in one round trip.
	 * @param connection a connection of the driver
	 * @return what it reveals
	 * @throws SQLException if the server does not answer
	 */
	static PoolerEvidence of(Connection connection) throws SQLException {
		int reported = connection.unwrap(PGConnection.class).getBackendPID();
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select pg_backend_pid()")) {
			rows.next();
			return (rows.getInt(1) == reported) ? NONE : POOLED;
		}
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}

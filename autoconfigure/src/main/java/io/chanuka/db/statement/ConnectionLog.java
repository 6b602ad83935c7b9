package io.chanuka.db.statement;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import io.chanuka.db.connection.CloseReason;
import io.chanuka.db.connection.PhysicalConnection;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.postgresql.jdbc.PgConnection;

/**
 * Logs each connection that is opened and each that is closed.
 */
public final class ConnectionLog {

	/**
	 * The name of the logger.
	 */
	public static final String LOGGER = "io.chanuka.db.connections";

	private static final String ENCRYPTION = "select pg_backend_pid(), coalesce(version, 'not encrypted') "
			+ "from pg_stat_ssl where pid = pg_backend_pid()";

	private static final Log logger = LogFactory.getLog(LOGGER);

	private final String endpoint;

	/**
	 * Create a new instance.
	 * @param endpoint where the connections lead to
	 */
	public ConnectionLog(String endpoint) {
		this.endpoint = endpoint;
	}

	/**
	 * Logs that a connection was opened.
	 * @param connection the connection
	 * @param duration how long that took
	 */
	public void opened(PhysicalConnection connection, Duration duration) {
		if (logger.isInfoEnabled()) {
			logger.info("Opened connection to " + this.endpoint + " in " + StatementLine.time(duration.toNanos())
					+ "; backend " + connection.backend() + encryption(connection));
		}
	}

	/**
	 * Logs that a connection was closed.
	 * @param connection the connection
	 * @param reason why
	 */
	public void closed(PhysicalConnection connection, CloseReason reason) {
		if (logger.isInfoEnabled()) {
			logger.info("Closed connection to " + this.endpoint + " (" + reason + "); backend " + connection.backend()
					+ "; open for " + StatementLine.time(connection.age()) + "; uses: " + connection.uses());
		}
	}

	/**
	 * The server's answer counts only if it is the process that the driver knows: behind
	 * a pooler it is that of another connection.
	 */
	private static String encryption(PhysicalConnection connection) {
		try {
			Connection driver = connection.unwrap(PgConnection.class);
			try (Statement statement = driver.createStatement();
					ResultSet answer = statement.executeQuery(ENCRYPTION)) {
				boolean known = answer.next() && answer.getInt(1) == connection.backend();
				return known ? "; " + answer.getString(2) : "";
			}
		}
		catch (SQLException ex) {
			logger.debug("The server does not report how a connection is encrypted", ex);
			return "";
		}
	}

}

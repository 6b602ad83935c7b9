package io.chanuka.db.autoconfigure.diagnostics.failure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;

import io.chanuka.db.connection.ConnectionFailure;
import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.transport.EndpointSockets;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

/**
 * Asks the server, on a connection of its own, what the error does not contain. The pool
 * is closed by then, so that a connection may be free.
 */
public class ServerInquiry {

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private static final Duration PAUSE = Duration.ofMillis(400);

	private static final Log logger = LogFactory.getLog(ServerInquiry.class);

	private final DatabaseSettings settings;

	private final Role role;

	private final Map<String, List<String>> ofFullServer = new HashMap<>();

	/**
	 * Create a new instance.
	 * @param settings the settings
	 * @param role the endpoint to ask
	 */
	public ServerInquiry(DatabaseSettings settings, Role role) {
		this.settings = settings;
		this.role = role;
	}

	/**
	 * Asks for the first row of a query.
	 * @param sql the query
	 * @param parameters its parameters
	 * @return the columns of the row as text, empty if there is no row or no answer
	 */
	public List<String> row(String sql, String... parameters) {
		List<String> row = ask(sql, parameters);
		return (row != null) ? row : List.of();
	}

	/**
	 * Asks a server that had no connection left, which gets time to end the processes of
	 * connections that were just closed, and no more attempts than while the application
	 * started. It is asked once.
	 * @param sql the query
	 * @return the columns of the row as text, empty if there is no row or no answer
	 */
	public List<String> rowOfFullServer(String sql) {
		return this.ofFullServer.computeIfAbsent(sql, this::askFullServer);
	}

	private List<String> askFullServer(String sql) {
		long start = System.nanoTime();
		List<String> row = null;
		while (row == null && System.nanoTime() - start < TIMEOUT.toNanos()) {
			LockSupport.parkNanos(PAUSE.toNanos());
			row = ask(sql);
		}
		return (row != null) ? row : List.of();
	}

	/**
	 * Returns {@code null} if there is no connection left.
	 */
	private @Nullable List<String> ask(String sql, String... parameters) {
		EndpointSockets sockets = EndpointSockets.of(this.settings);
		try (PhysicalConnectionSource source = source(sockets);
				Connection connection = source.openForProbe(TIMEOUT);
				PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setQueryTimeout((int) TIMEOUT.toSeconds());
			for (int index = 0; index < parameters.length; index++) {
				statement.setString(index + 1, parameters[index]);
			}
			return read(statement);
		}
		catch (SQLException ex) {
			logger.debug(LogMessage.format("The server did not answer: %s", ex.getMessage()));
			return (ConnectionFailure.of(ex).kind() == FailureKind.TOO_MANY_CONNECTIONS) ? null : List.of();
		}
	}

	private PhysicalConnectionSource source(EndpointSockets sockets) {
		return (this.role == Role.RUNTIME) ? PhysicalConnectionSource.runtime(this.settings, sockets, new Properties())
				: PhysicalConnectionSource.migration(this.settings, sockets, new Properties());
	}

	private static List<String> read(PreparedStatement statement) throws SQLException {
		List<String> columns = new ArrayList<>();
		try (ResultSet rows = statement.executeQuery()) {
			if (rows.next()) {
				for (int index = 1; index <= rows.getMetaData().getColumnCount(); index++) {
					columns.add(String.valueOf(rows.getString(index)));
				}
			}
		}
		return columns;
	}

}

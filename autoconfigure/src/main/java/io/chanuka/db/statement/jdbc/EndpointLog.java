package io.chanuka.db.statement.jdbc;

import java.sql.Connection;
import java.time.Duration;

import io.chanuka.db.connection.CloseReason;
import io.chanuka.db.connection.ConnectionListener;
import io.chanuka.db.connection.PhysicalConnection;
import io.chanuka.db.statement.ConnectionLog;
import io.chanuka.db.statement.StatementLog;
import org.jspecify.annotations.Nullable;

/**
 * Logs what happens on the connections of an endpoint, as far as that is configured.
 */
public final class EndpointLog implements ConnectionListener {

	private final @Nullable StatementLog statements;

	private final @Nullable ConnectionLog connections;

	/**
	 * Create a new instance.
	 * @param statements logs the statements, or {@code null} if they are not logged
	 * @param connections logs the connections, or {@code null} if they are not logged
	 */
	public EndpointLog(@Nullable StatementLog statements, @Nullable ConnectionLog connections) {
		this.statements = statements;
		this.connections = connections;
	}

	@Override
	public Connection wrap(Connection connection) {
		return (this.statements != null) ? new LoggedConnection(connection, this.statements) : connection;
	}

	@Override
	public void opened(PhysicalConnection connection, Duration duration) {
		if (this.connections != null) {
			this.connections.opened(connection, duration);
		}
	}

	@Override
	public void closed(PhysicalConnection connection, CloseReason reason) {
		if (this.connections != null) {
			this.connections.closed(connection, reason);
		}
	}

}

package io.chanuka.db.statement.jdbc;

import java.time.Duration;

import io.chanuka.db.connection.ConnectionListener;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.LogSettings;
import io.chanuka.db.statement.ConnectionLog;
import io.chanuka.db.statement.SlowStatements;
import io.chanuka.db.statement.StatementContext;
import io.chanuka.db.statement.StatementLog;
import org.jspecify.annotations.Nullable;

/**
 * The logs of both endpoints. Statements of migrations are never slow: they have no
 * timeout either.
 */
public final class DatabaseLogs {

	private final DatabaseSettings settings;

	private final @Nullable SlowStatements slow;

	private DatabaseLogs(DatabaseSettings settings, @Nullable SlowStatements slow) {
		this.settings = settings;
		this.slow = slow;
	}

	/**
	 * Creates the logs.
	 * @param settings what is logged
	 * @param context what else is known when a statement was slow
	 * @return the logs
	 */
	public static DatabaseLogs of(DatabaseSettings settings, StatementContext context) {
		Duration threshold = settings.logs().slowThreshold().value();
		return new DatabaseLogs(settings, threshold.isZero() ? null : SlowStatements.of(threshold, context));
	}

	/**
	 * The statements of the runtime that were slow.
	 * @return those, or {@code null} if none is
	 */
	public @Nullable SlowStatements slow() {
		return this.slow;
	}

	/**
	 * The log of the runtime's connections.
	 * @return what follows them
	 */
	public ConnectionListener runtime() {
		return log(this.settings.runtime(), this.slow);
	}

	/**
	 * The log of the migrations' connections.
	 * @return what follows them
	 */
	public ConnectionListener migration() {
		return log(this.settings.migration(), null);
	}

	private ConnectionListener log(EndpointSettings endpoint, @Nullable SlowStatements slowOnes) {
		LogSettings logs = this.settings.logs();
		String database = endpoint.postgresUrl().database();
		String name = endpoint.firstHost() + ((database != null) ? "/" + database : "");
		boolean logged = logs.statements().value() || slowOnes != null;
		return new EndpointLog(logged ? StatementLog.of(logs, name, slowOnes) : null,
				logs.connections().value() ? new ConnectionLog(name) : null);
	}

}

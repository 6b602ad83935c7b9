package io.chanuka.db.migration.lock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

import io.chanuka.db.provider.EndpointKind;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.MigrationSettings;
import org.postgresql.PGConnection;

/**
 * What holds in the sessions of migrations, as far as their endpoint allows.
 */
final class SessionGuard {

	/**
	 * A session of a migrator that is frozen or has lost its network ends, and one whose
	 * process was killed ends in the midst of a statement. Behind a pooler, whose process
	 * numbers are its own, nothing is set: another client would get it.
	 */
	private static final String PREPARE = """
			select pg_backend_pid(),
			case when ? and current_setting('idle_in_transaction_session_timeout') = '0'
				then set_config('idle_in_transaction_session_timeout', ?, false) end,
			case when current_setting('client_connection_check_interval', true) = '0' and version() like '%linux%'
				then set_config('client_connection_check_interval', '2000', false) end
			where ? or pg_backend_pid() = ?""";

	/**
	 * In the transaction of the migration only, or in the session. What the role or an
	 * init SQL sets holds unless the property is set too.
	 */
	private static final String LOCK_TIMEOUT = """
			select pg_backend_pid(), case when ? or (? and current_setting('lock_timeout') = '0')
				then set_config('lock_timeout', ?, ?) end""";

	/**
	 * What was set for the session, and nothing that has another value by now.
	 */
	private static final String LIFT = """
			select case when ? and %s then set_config('lock_timeout', '0', true) end,
			case when ? and %s then set_config('idle_in_transaction_session_timeout', '0', true) end"""
		.formatted(equalTo("lock_timeout"), equalTo("idle_in_transaction_session_timeout"));

	private static final String NO_LOCK_TIMEOUT = "select pg_backend_pid(), set_config('lock_timeout', '0', false)";

	private final EndpointSettings endpoint;

	private final MigrationSettings settings;

	SessionGuard(EndpointSettings endpoint, MigrationSettings settings) {
		this.endpoint = endpoint;
		this.settings = settings;
	}

	/**
	 * Prepares the session if a connection reaches the server itself: by the provider's
	 * rule or the configuration, or because it has the number that the server has.
	 * @param holdsLockInTransaction whether a transaction of this session, which is idle
	 * while the migrations run on another one, holds Flyway's lock
	 * @return the process of a direct connection on the server, or 0 behind a pooler
	 */
	int prepare(Connection connection, boolean holdsLockInTransaction) throws SQLException {
		boolean known = this.endpoint.provider().kindKnown();
		if (known && this.endpoint.kind() != EndpointKind.DIRECT) {
			return 0;
		}
		try (PreparedStatement statement = connection.prepareStatement(PREPARE)) {
			statement.setBoolean(1, !holdsLockInTransaction);
			statement.setString(2, milliseconds(this.settings.timeout().value()));
			statement.setBoolean(3, known);
			statement.setInt(4, connection.unwrap(PGConnection.class).getBackendPID());
			return processId(statement);
		}
	}

	/**
	 * Bounds the waits for locks. Where nothing repeats a migration that did not get its
	 * lock, only an explicit bound holds.
	 * @param repeats whether such a migration is repeated
	 * @param session whether for the session, otherwise for the current transaction
	 * @return the process of the connection on the server
	 */
	int boundLockWait(Connection connection, boolean repeats, boolean session) throws SQLException {
		Duration timeout = this.settings.lockTimeout().value();
		try (PreparedStatement statement = connection.prepareStatement(LOCK_TIMEOUT)) {
			statement.setBoolean(1, isBoundStated());
			statement.setBoolean(2, repeats);
			statement.setString(3, milliseconds(timeout));
			statement.setBoolean(4, !session);
			return processId(statement);
		}
	}

	/**
	 * Whether the bound of waits is set by a property, and so holds for every migration.
	 */
	boolean isBoundStated() {
		return this.settings.lockTimeout().origin().isExplicit();
	}

	/**
	 * Lifts limits of the session for the current transaction: a migration in Java may do
	 * something else for long between two statements.
	 * @param lockWait whether the bound of waits is lifted
	 * @param idle whether the limit of idle transactions is lifted
	 */
	void lift(Connection connection, boolean lockWait, boolean idle) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(LIFT)) {
			statement.setBoolean(1, lockWait);
			statement.setLong(2, this.settings.lockTimeout().value().toMillis());
			statement.setBoolean(3, idle);
			statement.setLong(4, this.settings.timeout().value().toMillis());
			statement.execute();
		}
	}

	private static String equalTo(String setting) {
		return "extract(epoch from current_setting('" + setting + "')::interval) * 1000 = ?";
	}

	/**
	 * A concurrent build that gives up a lock leaves an index that is of no use, and its
	 * waits stop nothing.
	 * @return the process of the connection on the server
	 */
	int waitForLocks(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(NO_LOCK_TIMEOUT)) {
			return processId(statement);
		}
	}

	private static int processId(PreparedStatement statement) throws SQLException {
		try (ResultSet row = statement.executeQuery()) {
			return row.next() ? row.getInt(1) : 0;
		}
	}

	private static String milliseconds(Duration duration) {
		return Long.toString(duration.toMillis());
	}

}

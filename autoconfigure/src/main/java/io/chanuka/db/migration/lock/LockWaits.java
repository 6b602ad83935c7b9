package io.chanuka.db.migration.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;

import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Bounds the waits for locks of each migration: at a direct endpoint once for the
 * session, which saves a round trip for each migration, and again after a script that may
 * have changed it. Elsewhere a session may serve others too, and each transaction is
 * bounded.
 */
final class LockWaits {

	private static final Pattern CHANGE = Pattern
		.compile("lock_timeout|set_config|\\b(?:reset|discard|rollback|abort)\\b", Pattern.CASE_INSENSITIVE);

	private final SessionGuard session;

	/**
	 * The process of a session of Flyway's own, or 0.
	 */
	private volatile int own;

	/**
	 * The process of the session that is bounded, or 0.
	 */
	private volatile int bounded;

	LockWaits(SessionGuard session) {
		this.session = session;
	}

	/**
	 * A run begins.
	 * @param processId the process of a direct connection on the server, or 0
	 */
	void connected(int processId) {
		this.own = processId;
		this.bounded = 0;
	}

	/**
	 * Bounds them for a migration in a transaction.
	 * @param repeats whether a migration that does not get its lock is repeated
	 * @return the process of the connection on the server
	 */
	int bound(MigrationInfo migration, Connection connection, Configuration configuration, boolean repeats)
			throws SQLException {
		int processId = this.own;
		boolean isOwn = processId != 0 && processId == connection.unwrap(PGConnection.class).getBackendPID();
		boolean bounds = repeats || this.session.isBoundStated();
		boolean inJava = !RepeatableMigrations.isSql(migration);
		if (isOwn && (inJava || (!bounds && this.bounded == processId))) {
			this.session.lift(connection, !bounds, inJava);
		}
		if (!isOwn || (bounds && this.bounded != processId)) {
			processId = this.session.boundLockWait(connection, repeats, isOwn);
		}
		if (!isOwn || mayChange(new MigrationScripts(configuration).read(migration))) {
			this.bounded = 0;
		}
		else if (bounds) {
			this.bounded = processId;
		}
		return processId;
	}

	/**
	 * Lets a migration outside of a transaction wait.
	 * @return the process of the connection on the server
	 */
	int unbound(Connection connection) throws SQLException {
		this.bounded = 0;
		return this.session.waitForLocks(connection);
	}

	/**
	 * A migration in Java may do anything.
	 */
	private static boolean mayChange(@Nullable String script) {
		return script == null || CHANGE.matcher(script).find();
	}

}

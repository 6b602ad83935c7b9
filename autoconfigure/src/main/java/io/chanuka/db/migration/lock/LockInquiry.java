package io.chanuka.db.migration.lock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Queries which session holds a lock, on a connection of its own that stays open for the
 * next query. A failure is no answer.
 */
public final class LockInquiry implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(LockInquiry.class);

	private static final int TIMEOUT_SECONDS = 5;

	private static final String SESSION = """
			, coalesce(nullif(a.application_name, ''), a.usename, '?'),
			extract(epoch from clock_timestamp() - a.%s) from %s
			left join pg_catalog.pg_stat_activity a on a.pid = l.pid
			""";

	/**
	 * The class identifiers are the upper half of Flyway's number, to which it adds a
	 * hash of its table ({@code PostgreSQLAdvisoryLockTemplate}). A session that waits
	 * polls and has no row.
	 */
	private static final String HOLDER = "select l.pid" + SESSION.formatted("backend_start", "pg_catalog.pg_locks l")
			+ """
					where l.locktype = 'advisory' and l.granted and l.objsubid = 1 and l.classid in (18027, 18028)
					and l.database = (select oid from pg_catalog.pg_database where datname = current_database())
					and l.pid not in (?, pg_backend_pid()) limit 1""";

	private static final String BLOCKER = "select l.pid"
			+ SESSION.formatted("xact_start", "unnest(pg_catalog.pg_blocking_pids(?)) l(pid)")
			+ "order by a.xact_start limit 1";

	private final DataSource dataSource;

	private @Nullable Connection connection;

	/**
	 * Create a new instance.
	 * @param dataSource where the connection comes from
	 */
	public LockInquiry(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	/**
	 * The session that holds Flyway's lock.
	 * @param own the process of the connection that waits for it
	 * @return the session, or {@code null} if there is none or it cannot be found out
	 */
	public @Nullable ServerProcess holder(int own) {
		return query(HOLDER, own);
	}

	/**
	 * The session for which another one waits, the one with the oldest transaction if
	 * there are several.
	 * @param waiting the process of the one that waits
	 * @return the session, or {@code null} if there is none or it cannot be found out
	 */
	public @Nullable ServerProcess blocker(int waiting) {
		return (waiting != 0) ? query(BLOCKER, waiting) : null;
	}

	private @Nullable ServerProcess query(String sql, int processId) {
		try {
			if (this.connection == null) {
				this.connection = this.dataSource.getConnection();
			}
			try (PreparedStatement statement = this.connection.prepareStatement(sql)) {
				statement.setQueryTimeout(TIMEOUT_SECONDS);
				statement.setInt(1, processId);
				try (ResultSet row = statement.executeQuery()) {
					return row.next() ? process(row) : null;
				}
			}
		}
		catch (SQLException ex) {
			logger.debug("The session that holds a lock could not be queried", ex);
			close();
			return null;
		}
	}

	private static ServerProcess process(ResultSet row) throws SQLException {
		long seconds = row.getLong(3);
		Duration age = row.wasNull() ? null : Duration.ofSeconds(Math.max(0, seconds));
		return new ServerProcess(row.getInt(1), row.getString(2), age);
	}

	@Override
	public void close() {
		Connection open = this.connection;
		this.connection = null;
		if (open != null) {
			try {
				open.close();
			}
			catch (SQLException ex) {
				logger.debug("The connection for queries of locks could not be closed", ex);
			}
		}
	}

}

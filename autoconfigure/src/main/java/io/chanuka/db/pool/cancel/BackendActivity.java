package io.chanuka.db.pool.cancel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What {@code pg_stat_activity} shows of one backend.
 *
 * @param pid the process id
 * @param state the state, {@code null} where statistics are switched off
 * @param statement the beginning of what it runs or ran last
 * @param age how long its transaction, or else its state, lasts
 * @param inState how long its state lasts
 * @param began when its statement began, in the server's own form
 */
public record BackendActivity(int pid, @Nullable String state, @Nullable String statement, Duration age,
		Duration inState, @Nullable String began) {

	/**
	 * The query for the backends of an array of process ids, without those whose
	 * activities are not tracked.
	 */
	static final String QUERY = """
			select pid, state, left(regexp_replace(query, '\\s+', ' ', 'g'), 200),
			       extract(epoch from clock_timestamp() - coalesce(xact_start, state_change)) * 1000,
			       extract(epoch from clock_timestamp() - state_change) * 1000,
			       extract(epoch from query_start)::text
			  from pg_stat_activity
			 where pid = any (?) and usename = current_user and datname = current_database()
			   and state <> 'disabled'""";

	static BackendActivity of(ResultSet row) throws SQLException {
		return new BackendActivity(row.getInt(1), row.getString(2), row.getString(3), Duration.ofMillis(row.getLong(4)),
				Duration.ofMillis(row.getLong(5)), row.getString(6));
	}

	/**
	 * Whether it runs a statement.
	 */
	public boolean isActive() {
		return this.state != null && isActive(this.state);
	}

	public static boolean isActive(String state) {
		return state.equals("active") || state.startsWith("fastpath");
	}

	/**
	 * Whether it runs a statement or is within a transaction.
	 */
	boolean isWorking() {
		return this.state != null && !isIdle();
	}

	/**
	 * Whether it waits for a statement, outside of any transaction.
	 */
	public boolean isIdle() {
		return "idle".equals(this.state);
	}

	/**
	 * Whether it still runs the statement that another snapshot shows.
	 */
	boolean isSameStatement(BackendActivity other) {
		return isActive() && this.began != null && this.began.equals(other.began);
	}

}

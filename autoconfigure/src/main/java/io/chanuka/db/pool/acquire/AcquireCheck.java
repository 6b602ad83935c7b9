package io.chanuka.db.pool.acquire;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.chanuka.db.connection.PhysicalConnection;
import io.chanuka.db.pool.activity.BorrowRecord;

/**
 * All that is ours on the way of an acquire, after HikariCP has handed out a connection.
 * What is rare is apart, so that the rest stays small.
 */
public final class AcquireCheck {

	/**
	 * Stands for the timeout that the pool has.
	 */
	public static final long OWN_TIMEOUT = -1;

	private final HikariDataSource pool;

	private final BorrowRecord record;

	private final UseLimit useLimit = new UseLimit();

	/**
	 * Set before the pool starts.
	 */
	private boolean ours;

	public AcquireCheck(HikariDataSource pool, BorrowRecord record) {
		this.pool = pool;
		this.record = record;
	}

	public UseLimit useLimit() {
		return this.useLimit;
	}

	/**
	 * Sets whether the physical connections are ours. Those of another DataSource are not
	 * checked.
	 * @param ours whether they are
	 */
	public void setOurs(boolean ours) {
		this.ours = ours;
	}

	/**
	 * The clock is read only where a second connection is possibly acquired: reading it
	 * costs a fifth of what HikariCP does.
	 * @return the time in nanoseconds, or 0 where it is not needed
	 */
	public long begin() {
		return this.useLimit.canBeExceeded() ? System.nanoTime() : 0;
	}

	/**
	 * Records an acquire, and replaces a connection that has reached its maximum uses.
	 * @param connection what HikariCP has handed out
	 * @param begin when the acquire began
	 * @param timeout how long it may take in milliseconds
	 * @return that connection or another one
	 * @throws SQLException if there is no other one in time
	 */
	public Connection acquired(Connection connection, long begin, long timeout) throws SQLException {
		if (!this.ours) {
			return connection;
		}
		PhysicalConnection physical = connection.unwrap(PhysicalConnection.class);
		if (physical.needsCheck()) {
			return checked(connection, physical, begin, timeout);
		}
		this.record.acquired(physical);
		return connection;
	}

	/**
	 * Checks a connection that another thread has used or that is near its maximum uses.
	 * A caller that had to wait comes here: another thread has returned its connection.
	 */
	private Connection checked(Connection connection, PhysicalConnection physical, long begin, long timeout)
			throws SQLException {
		this.record.waiting(this.pool.getHikariPoolMXBean().getThreadsAwaitingConnection());
		if (this.useLimit.evictIfExceeded(this.pool, connection, physical)) {
			return acquired(another(begin, timeout), begin, timeout);
		}
		this.useLimit.use(this.pool, connection, physical);
		this.record.acquired(physical);
		return connection;
	}

	/**
	 * Acquires another connection within what is left of the timeout.
	 */
	private Connection another(long begin, long timeout) throws SQLException {
		long whole = (timeout != OWN_TIMEOUT) ? timeout : this.pool.getConnectionTimeout();
		long left = whole - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
		if (left > 0 && this.pool.getHikariPoolMXBean() instanceof HikariPool started) {
			return started.getConnection(left);
		}
		throw new SQLTransientConnectionException(
				this.pool.getPoolName() + " - Connection is not available, request timed out after " + whole
						+ "ms: the last one that was returned had reached its maximum uses");
	}

}

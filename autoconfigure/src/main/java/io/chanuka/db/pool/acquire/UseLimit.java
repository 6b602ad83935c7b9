package io.chanuka.db.pool.acquire;

import java.sql.Connection;
import java.sql.SQLException;

import com.zaxxer.hikari.HikariDataSource;
import io.chanuka.db.connection.CloseReason;
import io.chanuka.db.connection.PhysicalConnection;
import org.jspecify.annotations.Nullable;

/**
 * Has HikariCP close a connection when it is returned from its last use, so that no
 * caller gets one that has reached its maximum uses and would have to wait for another.
 * HikariCP closes a connection at once if it is evicted by its present lease, and when it
 * is returned if it is evicted by a former one, which is closed.
 */
public final class UseLimit {

	private int maximum = Integer.MAX_VALUE;

	/**
	 * Sets the maximum. Called before the pool starts.
	 * @param maximum the number of uses, or 0 for any number
	 */
	public void setMaximum(int maximum) {
		this.maximum = (maximum > 0) ? maximum : Integer.MAX_VALUE;
	}

	/**
	 * The maximum.
	 * @return the number of uses, or 0 for any number
	 */
	public int getMaximum() {
		return (this.maximum < Integer.MAX_VALUE) ? this.maximum : 0;
	}

	/**
	 * Whether a connection can be acquired once more than its maximum. With a single use
	 * there is no former lease.
	 */
	boolean canBeExceeded() {
		return this.maximum == 1;
	}

	/**
	 * Closes a connection that has been used often enough.
	 * @param pool the pool
	 * @param lease what HikariCP has handed out
	 * @param physical the connection
	 * @return whether it is closed
	 */
	boolean evictIfExceeded(HikariDataSource pool, Connection lease, PhysicalConnection physical) {
		if (physical.uses() < this.maximum) {
			return false;
		}
		physical.retire(CloseReason.USES);
		pool.evictConnection(lease);
		return true;
	}

	/**
	 * Counts a use, and has the connection closed after it if it is the last one, or if
	 * what it was opened with has been replaced.
	 * @param pool the pool
	 * @param lease what HikariCP has handed out
	 * @param physical the connection
	 * @throws SQLException never, by HikariCP
	 */
	void use(HikariDataSource pool, Connection lease, PhysicalConnection physical) throws SQLException {
		physical.use();
		CloseReason end = end(physical);
		if (end != null || physical.uses() == this.maximum - 1) {
			Connection former = physical.exchangeLease(lease);
			if (end != null && former != null && former.isClosed()) {
				physical.retire(end);
				pool.evictConnection(former);
			}
		}
		// The last use but one is checked too: its lease is the former one of the last.
		physical.checkFrom((end != null) ? 0 : this.maximum - 2);
	}

	private @Nullable CloseReason end(PhysicalConnection physical) {
		if (physical.isSuperseded()) {
			return CloseReason.RELOAD;
		}
		return (physical.uses() >= this.maximum) ? CloseReason.USES : null;
	}

}

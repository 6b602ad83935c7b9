package io.chanuka.db.pool;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;

/**
 * The connections of the runtime pool at one moment, read from memory.
 *
 * @param total open connections, borrowed and idle
 * @param active borrowed connections
 * @param idle idle connections
 * @param waiting threads that wait for a connection
 * @param maximum the most connections of the pool
 */
public record PoolSnapshot(int total, int active, int idle, int waiting, int maximum) {

	static PoolSnapshot of(HikariDataSource dataSource) {
		HikariPoolMXBean pool = dataSource.getHikariPoolMXBean();
		if (pool == null) {
			return new PoolSnapshot(0, 0, 0, 0, dataSource.getMaximumPoolSize());
		}
		return new PoolSnapshot(pool.getTotalConnections(), pool.getActiveConnections(), pool.getIdleConnections(),
				pool.getThreadsAwaitingConnection(), dataSource.getMaximumPoolSize());
	}

	/**
	 * The part of the maximum that is borrowed.
	 * @return a ratio from 0 to 1
	 */
	public double utilization() {
		return (this.maximum > 0) ? (double) this.active / this.maximum : 0;
	}

	/**
	 * The same in words.
	 * @return the level
	 */
	public UtilizationLevel level() {
		return UtilizationLevel.of(utilization());
	}

	/**
	 * Whether the pool has its maximum of connections and all are active.
	 * @return {@code true} if the next caller has to wait
	 */
	public boolean hasNoneLeft() {
		return this.maximum > 0 && this.idle == 0 && this.active >= this.maximum;
	}

}

package io.chanuka.db.pool;

import java.util.function.Supplier;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.chanuka.db.connection.recovery.ConnectionDemand;

/**
 * What the runtime pool could use: its minimum of idle connections, and one for each
 * caller that waits. A pool that is suspended uses none.
 */
final class PoolDemand implements ConnectionDemand {

	private final HikariDataSource pool;

	private final Supplier<PoolSnapshot> snapshots;

	PoolDemand(HikariDataSource pool, Supplier<PoolSnapshot> snapshots) {
		this.pool = pool;
		this.snapshots = snapshots;
	}

	@Override
	public int missing() {
		if (!this.pool.isRunning()) {
			return 0;
		}
		PoolSnapshot now = this.snapshots.get();
		int more = Math.max(now.waiting(), this.pool.getMinimumIdle() - now.idle());
		return Math.max(0, Math.min(more, this.pool.getMaximumPoolSize() - now.total()));
	}

	@Override
	public boolean mayWait() {
		return this.pool.getHikariPoolMXBean() != null;
	}

	@Override
	public boolean isUrgent() {
		return this.snapshots.get().waiting() > 0;
	}

	/**
	 * HikariCP opens others up to its minimum and none for callers that wait.
	 */
	@Override
	public void connectionClosed() {
		if (this.pool.getHikariPoolMXBean() instanceof HikariPool started) {
			int waiting = started.getThreadsAwaitingConnection();
			if (waiting > 0) {
				started.addBagItem(waiting);
			}
		}
	}

}

package io.chanuka.db.pool;

import com.zaxxer.hikari.pool.HikariPool;

/**
 * What the runtime pool could use: its minimum of idle connections, and one for each
 * caller that waits. A pool that is suspended uses none.
 */
final class PoolDemand implements ConnectionDemand {

	private final RuntimePool pool;

	PoolDemand(RuntimePool pool) {
		this.pool = pool;
	}

	@Override
	public int missing() {
		if (!this.pool.isRunning()) {
			return 0;
		}
		PoolSnapshot now = this.pool.snapshot();
		int more = Math.max(now.waiting(), this.pool.getMinimumIdle() - now.idle());
		return Math.max(0, Math.min(more, this.pool.getMaximumPoolSize() - now.total()));
	}

	@Override
	public boolean mayWait() {
		return this.pool.getHikariPoolMXBean() != null;
	}

	@Override
	public boolean isUrgent() {
		return this.pool.snapshot().waiting() > 0;
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

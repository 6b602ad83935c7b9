package io.chanuka.db.pool.acquire;

import java.sql.SQLTransientConnectionException;

import org.jspecify.annotations.Nullable;

/**
 * Refuses callers of a pool that is shutting down, all but one thread.
 */
public final class AcquireGate {

	private volatile boolean closing;

	/**
	 * The one thread that still gets connections.
	 */
	private volatile @Nullable Thread lastCaller;

	/**
	 * Passed by each acquire before HikariCP is asked.
	 * @param poolName the name of the pool
	 * @throws SQLTransientConnectionException if the pool is closing
	 */
	public void pass(String poolName) throws SQLTransientConnectionException {
		if (this.closing && Thread.currentThread() != this.lastCaller) {
			throw new SQLTransientConnectionException(poolName + " is shutting down; no connection can be acquired",
					"08001");
		}
	}

	/**
	 * Refuses all threads but the current one from now on.
	 */
	public void refuseOthers() {
		this.lastCaller = Thread.currentThread();
		this.closing = true;
	}

	/**
	 * Refuses all threads from now on.
	 */
	public void refuseAll() {
		this.lastCaller = null;
		this.closing = true;
	}

	/**
	 * Ends what {@link #refuseOthers()} began.
	 */
	public void accept() {
		this.closing = false;
	}

}

package io.chanuka.db.pool;

import com.zaxxer.hikari.HikariConfig;
import org.jspecify.annotations.Nullable;

/**
 * What is left to do with a pool when the application has configured it, before the first
 * connection is opened.
 */
public final class PoolPreparation {

	private @Nullable Runnable action;

	/**
	 * Where the pool connects to once it is prepared.
	 */
	private @Nullable PoolTarget target;

	private @Nullable RuntimeException failure;

	private volatile boolean done = true;

	private volatile boolean redirected;

	/**
	 * Sets what is left to do.
	 * @param action the action, which is run once
	 */
	public synchronized void set(Runnable action) {
		this.action = action;
		this.done = false;
	}

	/**
	 * Does what is left.
	 * @throws RuntimeException what has prevented it, at each further call as well:
	 * HikariCP would connect without the settings
	 */
	public void complete() {
		if (!this.done) {
			run();
		}
	}

	private synchronized void run() {
		if (this.failure != null) {
			throw this.failure;
		}
		Runnable next = this.action;
		this.action = null;
		try {
			if (next != null) {
				next.run();
			}
			this.done = true;
		}
		catch (RuntimeException ex) {
			this.failure = ex;
			throw ex;
		}
	}

	/**
	 * HikariCP opens the connections itself, to where the application has directed the
	 * pool.
	 */
	public void redirect() {
		this.redirected = true;
	}

	/**
	 * Whether HikariCP connects to where the application has directed the pool, without
	 * the settings.
	 * @return {@code true} if it does
	 */
	public boolean isRedirected() {
		return this.redirected;
	}

	/**
	 * From now on the target of the pool must stay.
	 */
	synchronized void keep(PoolTarget target) {
		this.target = target;
	}

	/**
	 * Fails if the target has been changed too late: connections that are open by now
	 * lead elsewhere.
	 * @param config the configuration of the pool
	 * @throws IllegalStateException if it has
	 */
	public synchronized void requireUnchanged(HikariConfig config) {
		PoolTarget now = PoolTarget.of(config);
		if (this.target != null && !this.target.equals(now)) {
			throw new IllegalStateException("The DataSource was changed to " + now.without(this.target.dataSource())
					+ " after it had begun to connect to " + this.target.without(this.target.dataSource())
					+ "; it opens no connection to either. Set spring.datasource.url or chanuka.db.url, or change the "
					+ "DataSource in a BeanPostProcessor.");
		}
	}

}

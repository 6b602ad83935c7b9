package io.chanuka.db.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.chanuka.db.connection.ConnectionFailure;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.lifecycle.PhasedLifecycle;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;

/**
 * Has the pool's minimum open before the web server takes requests. The connections have
 * been on their way since the pool was created, beside the migrations; here they are
 * awaited and handed to HikariCP. A database that does not answer is no reason not to
 * start.
 */
public final class PoolWarmUp extends PhasedLifecycle {

	/**
	 * Before everything that may take requests.
	 */
	public static final int PHASE = Integer.MIN_VALUE / 2 + 1;

	private static final Log logger = LogFactory.getLog(PoolWarmUp.class);

	private final RuntimePool pool;

	/**
	 * Create a new instance.
	 * @param pool the pool
	 */
	public PoolWarmUp(RuntimePool pool) {
		super(PHASE);
		this.pool = pool;
	}

	@Override
	public void start() {
		super.start();
		PhysicalConnectionSource source = this.pool.source();
		// After a restore HikariCP opens its minimum itself, when it is resumed.
		boolean started = this.pool.getHikariPoolMXBean() != null;
		if (source == null || started || !this.pool.warms()) {
			return;
		}
		int ready = await(this.pool, source);
		if (ready > 0) {
			handOver(this.pool);
		}
		source.preopened().discardUnused();
		if (ready == 0 && source.connections().size() == 0 && this.pool.getMinimumIdle() > 0) {
			ConnectionFailure failure = source.counters().lastFailure();
			logger.warn(LogMessage.format("The application starts without a connection to %s: %s", source.server(),
					(failure != null) ? failure.kind()
							: "no answer within " + this.pool.getConnectionTimeout() + " ms"));
		}
	}

	/**
	 * The first borrow starts HikariCP, which takes what is open.
	 */
	private static void handOver(RuntimePool pool) {
		try (Connection connection = pool.getConnection()) {
			logger.debug(LogMessage.format("The pool is warm, %s", connection));
		}
		catch (SQLException ex) {
			logger.debug("The pool could not be warmed up", ex);
		}
	}

	/**
	 * Waits until all that is being opened is open. What the operator had to fix can have
	 * been fixed by a migration, which creates the role for example, so there is a second
	 * attempt then.
	 * @return how many connections are open before the first acquire
	 */
	private static int await(RuntimePool pool, PhysicalConnectionSource source) {
		Duration patience = Duration.ofMillis(pool.getConnectionTimeout());
		int ready = source.preopened().awaitAttempts(patience);
		ConnectionFailure failure = source.counters().lastFailure();
		if (ready == 0 && source.connections().size() == 0 && failure != null && !failure.kind().isTransient()) {
			pool.warmUp();
			ready = source.preopened().awaitAttempts(patience);
		}
		return ready;
	}

	/**
	 * A checkpoint of the JVM (CRaC), before which Spring Boot suspends the pool, fails
	 * with any connection that is open.
	 */
	@Override
	public void stop() {
		super.stop();
		PhysicalConnectionSource source = this.pool.source();
		if (source != null && this.pool.isSuspended()) {
			Duration patience = Duration.ofMillis(this.pool.getConnectionTimeout());
			source.preopened().closeReady(patience);
			awaitEvicted(source, System.nanoTime() + patience.toNanos());
		}
	}

	/**
	 * HikariCP closes evicted connections on a thread of its own, which Spring Boot does
	 * not await if that thread is about to begin.
	 */
	private void awaitEvicted(PhysicalConnectionSource source, long deadline) {
		while (source.connections().size() > this.pool.snapshot().active() && System.nanoTime() - deadline < 0
				&& !Thread.currentThread().isInterrupted()) {
			LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(5));
		}
	}

}

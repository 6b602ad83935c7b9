package io.chanuka.db.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.log.LogMessage;

/**
 * Has the pool's minimum open before the web server takes requests. The connections have
 * been on their way since the pool was created, beside the migrations; here they are
 * awaited and handed to HikariCP. A database that does not answer is no reason not to
 * start.
 */
public final class PoolWarmUp implements SmartLifecycle {

	/**
	 * Before everything that may take requests.
	 */
	public static final int PHASE = Integer.MIN_VALUE / 2 + 1;

	private static final Log logger = LogFactory.getLog(PoolWarmUp.class);

	private final @Nullable RuntimePool pool;

	private volatile boolean running;

	/**
	 * Create a new instance.
	 * @param pool the pool, or {@code null} if it is not ours
	 */
	public PoolWarmUp(@Nullable RuntimePool pool) {
		this.pool = pool;
	}

	@Override
	public void start() {
		this.running = true;
		RuntimePool warm = this.pool;
		PhysicalConnectionSource source = (warm != null) ? warm.source() : null;
		// After a restore HikariCP opens its minimum itself, when it is resumed.
		boolean started = warm != null && warm.getHikariPoolMXBean() != null;
		if (warm == null || source == null || started || !warm.warms()) {
			return;
		}
		int ready = await(warm, source);
		if (ready > 0) {
			handOver(warm);
		}
		source.discardAhead();
		if (ready == 0 && source.openConnections() == 0 && warm.getMinimumIdle() > 0) {
			ConnectionFailure failure = source.lastFailure();
			logger.warn(LogMessage.format("The application starts without a connection to %s: %s", source.server(),
					(failure != null) ? failure.kind() : "no answer within " + warm.getConnectionTimeout() + " ms"));
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
	 * Waits until all that is being opened is open. What a person had to mend may have
	 * been mended by a migration, which creates the role for example, so there is a
	 * second try then.
	 * @return how many connections are open ahead of the first borrow
	 */
	private static int await(RuntimePool pool, PhysicalConnectionSource source) {
		Duration patience = Duration.ofMillis(pool.getConnectionTimeout());
		int ready = source.awaitOpenedAhead(patience);
		ConnectionFailure failure = source.lastFailure();
		if (ready == 0 && source.openConnections() == 0 && failure != null && !failure.kind().isTransient()) {
			pool.warmUp();
			ready = source.awaitOpenedAhead(patience);
		}
		return ready;
	}

	/**
	 * A checkpoint of the JVM (CRaC), before which Spring Boot suspends the pool, fails
	 * with any connection that is open.
	 */
	@Override
	public void stop() {
		this.running = false;
		PhysicalConnectionSource source = (this.pool != null) ? this.pool.source() : null;
		if (source != null && this.pool.isSuspended()) {
			source.closeAhead(Duration.ofMillis(this.pool.getConnectionTimeout()));
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * A context that a test suite pauses between two test classes is not stopping.
	 */
	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}

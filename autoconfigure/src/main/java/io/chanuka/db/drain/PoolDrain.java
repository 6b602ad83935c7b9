package io.chanuka.db.drain;

import java.time.Duration;

import io.chanuka.db.pool.PoolSnapshot;
import io.chanuka.db.pool.RuntimePool;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.log.LogMessage;

/**
 * Waits, when the application stops, until every borrowed connection is back, whatever
 * thread holds it; then the pool may close. It is stopped after the web server and the
 * executors, and it stops synchronously, so that no phase timeout cuts it off.
 */
public final class PoolDrain implements SmartLifecycle {

	/**
	 * Below all usual phases, above the ones that Spring Boot keeps for logging.
	 */
	public static final int PHASE = Integer.MIN_VALUE / 2;

	private static final Log logger = LogFactory.getLog(PoolDrain.class);

	private final @Nullable RuntimePool pool;

	private final Duration timeout;

	private volatile boolean running;

	private PoolDrain(@Nullable RuntimePool pool, Duration timeout) {
		this.pool = pool;
		this.timeout = timeout;
	}

	/**
	 * Creates the drain of a pool.
	 * @param pool the pool to wait for
	 * @param timeout how long to wait at the most
	 * @return the drain
	 */
	public static PoolDrain of(RuntimePool pool, Duration timeout) {
		return new PoolDrain(pool, timeout);
	}

	/**
	 * Creates a drain for an application whose DataSource is not ours.
	 * @return a drain that never waits
	 */
	public static PoolDrain ofNothing() {
		return new PoolDrain(null, Duration.ZERO);
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		if (this.pool != null) {
			drain(this.pool);
		}
	}

	private void drain(RuntimePool pool) {
		PoolSnapshot before = pool.snapshot();
		if (before.active() == 0 && before.waiting() == 0) {
			return;
		}
		logger.info(LogMessage.format("Waiting up to %d s for %d borrowed connections", this.timeout.toSeconds(),
				before.active()));
		long start = System.nanoTime();
		if (pool.awaitIdle(this.timeout)) {
			logger.info(LogMessage.format("All connections are back after %d ms",
					Duration.ofNanos(System.nanoTime() - start).toMillis()));
		}
		else {
			logger.warn(LogMessage.format("%d connections are still borrowed; the pool closes all the same",
					pool.snapshot().active()));
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

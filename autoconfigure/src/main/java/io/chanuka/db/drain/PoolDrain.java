package io.chanuka.db.drain;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

import io.chanuka.db.lifecycle.ShutdownDeadline;
import io.chanuka.db.pool.ActiveConnection;
import io.chanuka.db.pool.RuntimePool;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.log.LogMessage;

/**
 * Waits, when the application stops, until active connections are returned, whatever
 * thread holds them; then the pool may close. At the deadline the server cancels what
 * they still run. It is stopped after the web server and the executors, and it stops
 * synchronously, so that no phase timeout cuts it off. No thread is refused a connection
 * yet: code that is destroyed later may need one.
 */
public final class PoolDrain implements SmartLifecycle {

	/**
	 * Below all usual phases, above the ones that Spring Boot keeps for logging.
	 */
	public static final int PHASE = Integer.MIN_VALUE / 2;

	private static final Log logger = LogFactory.getLog(PoolDrain.class);

	private final @Nullable RuntimePool pool;

	private final ShutdownDeadline deadline;

	private final Predicate<Thread> working;

	private final ApplicationEventPublisher publisher;

	private volatile DrainOutcome outcome = DrainOutcome.NONE;

	private volatile boolean running;

	private PoolDrain(@Nullable RuntimePool pool, ShutdownDeadline deadline, Predicate<Thread> working,
			ApplicationEventPublisher publisher) {
		this.pool = pool;
		this.deadline = deadline;
		this.working = working;
		this.publisher = publisher;
	}

	/**
	 * Creates the drain of a pool.
	 * @param pool the pool to wait for, or {@code null} where the DataSource is not ours
	 * @param deadline until when to wait
	 * @param working whether a thread belongs to an executor that has tasks to finish
	 * @param publisher publishes the outcome
	 * @return the drain
	 */
	public static PoolDrain of(@Nullable RuntimePool pool, ShutdownDeadline deadline, Predicate<Thread> working,
			ApplicationEventPublisher publisher) {
		return new PoolDrain(pool, deadline, working, publisher);
	}

	@Override
	public void start() {
		this.running = true;
		if (this.pool != null) {
			this.pool.shutdown().setDeadline(this.deadline);
		}
	}

	@Override
	public void stop() {
		this.running = false;
		if (this.pool != null) {
			this.outcome = drain(this.pool);
			this.publisher.publishEvent(this.outcome);
		}
	}

	private DrainOutcome drain(RuntimePool pool) {
		int active = pool.snapshot().active();
		int awaited = pool.shutdown().awaited();
		if (active == 0 && awaited == 0) {
			return DrainOutcome.NONE;
		}
		Duration timeout = this.deadline.remainingForDrain();
		if (awaited > 0) {
			logger.info(LogMessage.format("Waiting up to %.0f s for active connections: %d",
					timeout.toMillis() / 1000.0, active - pool.shutdown().notAwaited().size()));
		}
		long start = System.nanoTime();
		List<ActiveConnection> atDeadline = pool.shutdown().drain(timeout, this.deadline.elapsed(), this.working);
		List<ActiveConnection> notAwaited = pool.shutdown().notAwaited();
		DrainOutcome result = new DrainOutcome(active, atDeadline, notAwaited,
				Math.max(0, pool.snapshot().active() - notAwaited.size()), Duration.ofNanos(System.nanoTime() - start));
		report(result);
		return result;
	}

	private static void report(DrainOutcome result) {
		for (ActiveConnection connection : result.notAwaited()) {
			if (connection.state() != null) {
				logger.info("Not awaited: " + connection.describe());
			}
			else {
				logger.warn("Not awaited: " + connection.describe() + "; that thread has ended or closes the "
						+ "application", connection.borrowedAt());
			}
		}
		for (ActiveConnection connection : result.atDeadline()) {
			logger.warn(connection.describe() + "; " + connection.outcome(), connection.borrowedAt());
		}
		if (result.isClean()) {
			logger.info(result.describe());
		}
		else {
			logger.warn(result.describe());
		}
	}

	/**
	 * What the last drain came to.
	 * @return the outcome, all zero if there was none
	 */
	public DrainOutcome outcome() {
		return this.outcome;
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

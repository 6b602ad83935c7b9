package io.chanuka.db.drain;

import java.time.Duration;
import java.util.List;

import io.chanuka.db.pool.PoolSnapshot;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.pool.ShutdownDeadline;
import io.chanuka.db.pool.Straggler;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.log.LogMessage;

/**
 * Waits, when the application stops, until every borrowed connection is back, whatever
 * thread holds it; then the pool may close. At the deadline the server cancels what still
 * runs. It is stopped after the web server and the executors, and it stops synchronously,
 * so that no phase timeout cuts it off. Nobody is refused a connection yet: code that is
 * destroyed later may need one.
 */
public final class PoolDrain implements SmartLifecycle {

	/**
	 * Below all usual phases, above the ones that Spring Boot keeps for logging.
	 */
	public static final int PHASE = Integer.MIN_VALUE / 2;

	private static final Log logger = LogFactory.getLog(PoolDrain.class);

	private final @Nullable RuntimePool pool;

	private final ShutdownDeadline deadline;

	private final ApplicationEventPublisher publisher;

	private volatile DrainOutcome outcome = DrainOutcome.NONE;

	private volatile boolean running;

	private PoolDrain(@Nullable RuntimePool pool, ShutdownDeadline deadline, ApplicationEventPublisher publisher) {
		this.pool = pool;
		this.deadline = deadline;
		this.publisher = publisher;
	}

	/**
	 * Creates the drain of a pool.
	 * @param pool the pool to wait for, or {@code null} where the DataSource is not ours
	 * @param deadline until when to wait
	 * @param publisher who is told the outcome
	 * @return the drain
	 */
	public static PoolDrain of(@Nullable RuntimePool pool, ShutdownDeadline deadline,
			ApplicationEventPublisher publisher) {
		return new PoolDrain(pool, deadline, publisher);
	}

	@Override
	public void start() {
		this.running = true;
		if (this.pool != null) {
			this.pool.setShutdownDeadline(this.deadline);
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
		PoolSnapshot before = pool.snapshot();
		if (before.active() == 0 && before.waiting() == 0) {
			return DrainOutcome.NONE;
		}
		Duration timeout = this.deadline.remainingForDrain();
		logger.info(LogMessage.format("Waiting up to %.0f s for connections that are borrowed: %d",
				timeout.toMillis() / 1000.0, before.active()));
		long start = System.nanoTime();
		List<Straggler> stragglers = pool.awaitIdle(timeout) ? List.of() : pool.cancelStragglers();
		DrainOutcome result = new DrainOutcome(before.active(), stragglers, pool.snapshot().active(),
				Duration.ofNanos(System.nanoTime() - start));
		tell(result);
		return result;
	}

	private static void tell(DrainOutcome result) {
		for (Straggler straggler : result.stragglers()) {
			logger.warn(straggler.describe() + "; it is cancelled", straggler.borrowedAt());
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

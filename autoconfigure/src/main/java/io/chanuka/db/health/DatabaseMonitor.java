package io.chanuka.db.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.lifecycle.DaemonThreads;
import io.chanuka.db.pool.probe.ProbeOutcome;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Knows how the database was when it was probed last, and probes it again when it is
 * asked: on one thread, one probe at a time, so that no caller ever waits for a server
 * that does not answer. While the context is stopped nothing is probed.
 */
public final class DatabaseMonitor implements SmartLifecycle, AutoCloseable {

	static final int PHASE = Integer.MIN_VALUE / 2 + 2;

	private static final long IDLE_SECONDS = 30;

	private static final Log logger = LogFactory.getLog(DatabaseMonitor.class);

	private final Supplier<@Nullable ProbeOutcome> probe;

	private final OccupancySampler sampler;

	private final ThreadPoolExecutor thread;

	private @Nullable FutureTask<@Nullable Void> underWay;

	private long startedNanos;

	private @Nullable ProbeOutcome last;

	private boolean unanswered;

	private long unansweredNanos;

	private boolean stopped;

	/**
	 * Create a new instance.
	 * @param probe probes the database, which may take a while, and gives {@code null} if
	 * nothing was learnt
	 * @param poolFull gives whether all connections of the pool are in use
	 */
	public DatabaseMonitor(Supplier<@Nullable ProbeOutcome> probe, BooleanSupplier poolFull) {
		this.probe = probe;
		this.sampler = new OccupancySampler(poolFull);
		this.thread = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				DaemonThreads.factory("health"));
		this.thread.allowCoreThreadTimeOut(true);
	}

	/**
	 * Has the database probed, unless a probe is under way, and waits a moment for the
	 * answer.
	 * @param atMost how long to wait
	 * @return what is known then
	 */
	public Observation probe(Duration atMost) {
		try {
			probe().get(atMost.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException | CancellationException ex) {
			// Stopped or closed: nothing is probed.
		}
		catch (TimeoutException ex) {
			// It goes on; what was known before is returned.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException ex) {
			// It is remembered.
		}
		return known();
	}

	/**
	 * What is known, without a probe.
	 * @return the observation
	 */
	public synchronized Observation known() {
		boolean pending = this.underWay != null && !this.underWay.isDone();
		return new Observation(this.last, (pending) ? Duration.ofNanos(System.nanoTime() - this.startedNanos) : null,
				this.unanswered, this.sampler.isBusy());
	}

	/**
	 * For how long nothing has been learnt from any probe.
	 * @return the time since the first such probe began, zero if the last one was
	 * answered
	 */
	synchronized Duration unansweredFor() {
		return this.unanswered ? Duration.ofNanos(System.nanoTime() - this.unansweredNanos) : Duration.ZERO;
	}

	private synchronized FutureTask<@Nullable Void> probe() {
		if (this.stopped) {
			throw new RejectedExecutionException("The context is stopped");
		}
		this.sampler.wake();
		FutureTask<@Nullable Void> present = this.underWay;
		if (present != null && !present.isDone()) {
			return present;
		}
		FutureTask<@Nullable Void> started = new FutureTask<>(this::run, null);
		this.thread.execute(started);
		this.underWay = started;
		this.startedNanos = System.nanoTime();
		return started;
	}

	private void run() {
		@Nullable ProbeOutcome outcome;
		try {
			outcome = this.probe.get();
		}
		catch (RuntimeException | Error ex) {
			logger.debug("The probe failed", ex);
			outcome = new ProbeOutcome(Instant.now(), Duration.ZERO, FailureKind.OTHER, List.of());
		}
		// An interrupted probe fails, which proves nothing about the database.
		if (!Thread.currentThread().isInterrupted()) {
			remember(outcome);
		}
	}

	/**
	 * A probe that has learnt nothing leaves what was known before.
	 */
	private synchronized void remember(@Nullable ProbeOutcome outcome) {
		this.last = (outcome != null) ? outcome : this.last;
		if (outcome == null && !this.unanswered) {
			this.unansweredNanos = this.startedNanos;
		}
		this.unanswered = outcome == null;
	}

	@Override
	public synchronized void start() {
		this.stopped = false;
	}

	/**
	 * A probe under way is interrupted and forgotten: the drain would wait for it.
	 */
	@Override
	public synchronized void stop() {
		this.stopped = true;
		if (this.underWay != null) {
			this.underWay.cancel(true);
		}
		this.sampler.stop();
	}

	@Override
	public synchronized boolean isRunning() {
		return !this.stopped;
	}

	/**
	 * Until the web has stopped and before the pool is drained.
	 */
	@Override
	public int getPhase() {
		return PHASE;
	}

	/**
	 * Ends the thread. A probe under way is interrupted and forgotten.
	 */
	@Override
	public void close() {
		this.thread.shutdownNow();
		this.sampler.stop();
	}

	/**
	 * What is known of the database.
	 *
	 * @param last how the last probe went from which anything was learnt, or {@code null}
	 * if there is none
	 * @param pending how long a probe has been under way, or {@code null} if none is
	 * @param unanswered whether nothing was learnt from the last probe
	 * @param busy whether all connections of the pool have been in use for a while
	 */
	public record Observation(@Nullable ProbeOutcome last, @Nullable Duration pending, boolean unanswered,
			boolean busy) {

		/**
		 * The same without what is out of date.
		 */
		Observation withoutLast() {
			return new Observation(null, this.pending, this.unanswered, this.busy);
		}

	}

}

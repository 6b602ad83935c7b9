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
import java.util.function.Supplier;

import io.chanuka.db.pool.FailureKind;
import io.chanuka.db.pool.ProbeOutcome;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Knows how the database was when it was last looked at, and looks again when somebody
 * asks: on one thread, one probe at a time, so that nobody who asks ever waits for a
 * server that does not answer. While the context is stopped nothing is looked at.
 */
public final class DatabaseMonitor implements SmartLifecycle, AutoCloseable {

	static final int PHASE = Integer.MIN_VALUE / 2 + 2;

	private static final long IDLE_SECONDS = 30;

	private static final Log logger = LogFactory.getLog(DatabaseMonitor.class);

	private final Supplier<ProbeOutcome> probe;

	private final ThreadPoolExecutor thread;

	private @Nullable FutureTask<@Nullable Void> underWay;

	private long startedNanos;

	private @Nullable ProbeOutcome last;

	private boolean stopped;

	/**
	 * Create a new instance.
	 * @param probe looks at the database; it may take its time
	 */
	public DatabaseMonitor(Supplier<ProbeOutcome> probe) {
		this.probe = probe;
		this.thread = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				(task) -> {
					Thread daemon = new Thread(task, "chanuka-db-health");
					daemon.setDaemon(true);
					return daemon;
				});
		this.thread.allowCoreThreadTimeOut(true);
	}

	/**
	 * Has the database looked at, unless that is under way, and waits a moment for the
	 * answer.
	 * @param atMost how long to wait
	 * @return what is known then
	 */
	public Observation observe(Duration atMost) {
		try {
			probe().get(atMost.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException | CancellationException ex) {
			// Stopped or closed: nothing is looked at.
		}
		catch (TimeoutException ex) {
			// It goes on; what was known before is told.
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
	 * What is known, without looking.
	 * @return the observation
	 */
	public synchronized Observation known() {
		boolean pending = this.underWay != null && !this.underWay.isDone();
		return new Observation(this.last, (pending) ? Duration.ofNanos(System.nanoTime() - this.startedNanos) : null);
	}

	private synchronized FutureTask<@Nullable Void> probe() {
		if (this.stopped) {
			throw new RejectedExecutionException("The context is stopped");
		}
		FutureTask<@Nullable Void> present = this.underWay;
		if (present != null && !present.isDone()) {
			return present;
		}
		FutureTask<@Nullable Void> started = new FutureTask<>(this::look, null);
		this.thread.execute(started);
		this.underWay = started;
		this.startedNanos = System.nanoTime();
		return started;
	}

	private void look() {
		ProbeOutcome outcome;
		try {
			outcome = this.probe.get();
		}
		catch (RuntimeException | Error ex) {
			logger.debug("The probe failed", ex);
			outcome = new ProbeOutcome(Instant.now(), Duration.ZERO, FailureKind.OTHER, List.of());
		}
		// What is interrupted fails, which says nothing of the database.
		if (!Thread.currentThread().isInterrupted()) {
			remember(outcome);
		}
	}

	private synchronized void remember(ProbeOutcome outcome) {
		this.last = outcome;
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
	}

	/**
	 * What is known of the database.
	 *
	 * @param last how the last probe went, or {@code null} if none has ended yet
	 * @param pending how long a probe has been under way, or {@code null} if none is
	 */
	public record Observation(@Nullable ProbeOutcome last, @Nullable Duration pending) {

	}

}

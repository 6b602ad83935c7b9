package io.chanuka.db.health;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.chanuka.db.connection.ConnectionFailure;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.health.DatabaseMonitor.Observation;
import io.chanuka.db.lifecycle.DaemonThreads;
import io.chanuka.db.pool.activity.PoolActivity;
import io.chanuka.db.pool.probe.ProbeOutcome;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * The database as a member of the readiness, if that is switched on: probed all the time,
 * because a probe of the platform every ten seconds detects an outage too late.
 */
public final class DatabaseReadiness implements HealthIndicator, SmartLifecycle {

	private static final long TICK_MILLIS = 50;

	private static final Duration PATIENCE = Duration.ofMillis(50);

	/**
	 * A database that answers is asked again after this time only.
	 */
	private static final Duration REST = Duration.ofMillis(400);

	private static final Log logger = LogFactory.getLog(DatabaseReadiness.class);

	private final DatabaseHealth database;

	private final ReadinessHysteresis hysteresis = new ReadinessHysteresis();

	private volatile boolean ready = true;

	private @Nullable ProbeOutcome seen;

	private long seenNanos;

	private @Nullable ScheduledExecutorService thread;

	/**
	 * Create a new instance.
	 * @param database evaluates the database's health
	 */
	public DatabaseReadiness(DatabaseHealth database) {
		this.database = database;
	}

	@Override
	public synchronized void start() {
		ScheduledExecutorService started = Executors
			.newSingleThreadScheduledExecutor(DaemonThreads.factory("readiness"));
		started.scheduleWithFixedDelay(this::run, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
		this.thread = started;
	}

	/**
	 * Catches everything: a task that throws is not scheduled any more.
	 */
	private void run() {
		try {
			update();
		}
		catch (RuntimeException | Error ex) {
			logger.debug("The readiness is not known", ex);
		}
	}

	/**
	 * One at a time: a run of before a restart may still be under way.
	 */
	private synchronized void update() {
		boolean before = this.ready;
		this.ready = this.hysteresis.update(isServed() || isAlive(probeUnlessFresh(this.database.known())),
				System.nanoTime());
		if (before && !this.ready) {
			PhysicalConnectionSource source = this.database.pool().source();
			ConnectionFailure failure = (source != null) ? source.outage() : null;
			logger.warn("Readiness OUT_OF_SERVICE: database unavailable"
					+ ((failure != null) ? " (" + failure.kind() + ")" : ""));
		}
		else if (!before && this.ready) {
			logger.info("Readiness UP: database available again");
		}
	}

	/**
	 * Whether the pool is full and its connections go from hand to hand: then a probe
	 * would open one more, at a server that has enough to do.
	 */
	private boolean isServed() {
		PoolActivity activity = this.database.pool().activity();
		return activity != null && this.database.pool().snapshot().hasNoneLeft()
				&& activity.sinceReturnNanos() < REST.toNanos();
	}

	private Observation probeUnlessFresh(Observation known) {
		if (isFresh(known.last())) {
			return known;
		}
		Observation observation = this.database.probe(PATIENCE);
		isFresh(observation.last());
		return observation;
	}

	/**
	 * By the time at which it is first seen: the clock on the wall may be set back.
	 */
	private boolean isFresh(@Nullable ProbeOutcome last) {
		if (last != this.seen) {
			this.seen = last;
			this.seenNanos = System.nanoTime();
		}
		return last != null && last.isAlive() && System.nanoTime() - this.seenNanos < REST.toNanos();
	}

	/**
	 * A connection that was opened since proves more than a probe that failed.
	 */
	private boolean isAlive(Observation observation) {
		ProbeOutcome last = observation.last();
		PhysicalConnectionSource source = this.database.pool().source();
		Instant opened = (source != null) ? source.counts().lastOpened() : null;
		boolean overtaken = last != null && opened != null && opened.isAfter(last.at());
		return !this.database.isDown(overtaken ? observation.withoutLast() : observation);
	}

	@Override
	public Health health() {
		return (this.ready ? Health.up() : Health.outOfService()).build();
	}

	@Override
	public synchronized void stop() {
		if (this.thread != null) {
			this.thread.shutdownNow();
			this.thread = null;
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.thread != null;
	}

	/**
	 * Watched until the pool is drained.
	 */
	@Override
	public int getPhase() {
		return DatabaseMonitor.PHASE;
	}

}

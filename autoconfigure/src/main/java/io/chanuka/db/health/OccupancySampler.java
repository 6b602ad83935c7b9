package io.chanuka.db.health;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.chanuka.db.lifecycle.DaemonThreads;
import org.jspecify.annotations.Nullable;

/**
 * Samples a pool, in memory only, on a thread of its own while the health is asked for
 * now and then.
 */
final class OccupancySampler {

	private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(50);

	/**
	 * Longer than the period of most platforms.
	 */
	private static final Duration AWAKE = Duration.ofSeconds(90);

	private final PoolOccupancy occupancy = new PoolOccupancy();

	private final BooleanSupplier full;

	private @Nullable Thread thread;

	private long asked;

	/**
	 * Create a new instance.
	 * @param full gives whether all connections of the pool are in use
	 */
	OccupancySampler(BooleanSupplier full) {
		this.full = full;
	}

	/**
	 * Samples for a while from now on.
	 */
	synchronized void wake() {
		this.asked = System.nanoTime();
		if (this.thread == null) {
			this.thread = DaemonThreads.start("health-sampler", this::run);
		}
	}

	private void run() {
		try {
			while (isAwake()) {
				this.occupancy.record(this.full.getAsBoolean(), System.nanoTime());
				LockSupport.parkNanos(this, INTERVAL);
			}
		}
		finally {
			ended();
		}
	}

	private synchronized boolean isAwake() {
		return this.thread == Thread.currentThread() && System.nanoTime() - this.asked < AWAKE.toNanos();
	}

	/**
	 * After a stop and a start another thread samples.
	 */
	private synchronized void ended() {
		this.thread = (this.thread == Thread.currentThread()) ? null : this.thread;
	}

	boolean isBusy() {
		return this.occupancy.isBusy(System.nanoTime());
	}

	synchronized void stop() {
		LockSupport.unpark(this.thread);
		this.thread = null;
	}

}

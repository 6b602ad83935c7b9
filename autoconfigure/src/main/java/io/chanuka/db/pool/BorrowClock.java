package io.chanuka.db.pool;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Tells borrowers the time. Up to a hundred thousand borrows in a second, which is more
 * than a database answers, it is the system's clock. Beyond, three readings cost more
 * than a thread that reads it once in a millisecond for all: then it ticks.
 */
final class BorrowClock {

	/**
	 * A reading takes some 20 ns and there are three for a borrow; a tick takes some 5
	 * µs, a thousand times a second.
	 */
	static final long MANY = 100_000;

	private static final long TICK = TimeUnit.MILLISECONDS.toNanos(1);

	/**
	 * After how many ticks it is judged whether they are still worth their price.
	 */
	private static final int TICKS = 1000;

	private static final long EXACT = 0;

	private static final Log logger = LogFactory.getLog(BorrowClock.class);

	private final LongSupplier borrows;

	private volatile long tick = EXACT;

	private @Nullable Thread ticker;

	private long judged = System.nanoTime();

	private long counted;

	/**
	 * Create a new instance.
	 * @param borrows gives the number of borrows so far
	 */
	BorrowClock(LongSupplier borrows) {
		this.borrows = borrows;
	}

	/**
	 * The time now or, while the clock ticks, at the last tick.
	 * @return the time in nanoseconds, as {@link System#nanoTime()} counts them
	 */
	long now() {
		long last = this.tick;
		return (last != EXACT) ? last : System.nanoTime();
	}

	boolean isTicking() {
		return this.tick != EXACT;
	}

	/**
	 * Looks whether there are so many borrows that it should tick. Called after some
	 * thousand of them.
	 */
	synchronized void judge() {
		if (this.ticker == null && System.nanoTime() - this.judged >= TICK && rate() > MANY) {
			start();
		}
	}

	/**
	 * Called on the way of a borrow, which would lose its connection if this failed:
	 * without another thread the clock stays exact.
	 */
	private void start() {
		Thread thread = new Thread(this::run, "chanuka-db-clock");
		thread.setDaemon(true);
		try {
			thread.start();
			this.ticker = thread;
		}
		catch (OutOfMemoryError ex) {
			logger.debug("No thread can be started for the clock", ex);
		}
	}

	/**
	 * Borrows in a second since the last look.
	 */
	private double rate() {
		long now = System.nanoTime();
		long total = this.borrows.getAsLong();
		double rate = (total - this.counted) * 1e9 / Math.max(1, now - this.judged);
		this.counted = total;
		this.judged = now;
		return rate;
	}

	private void run() {
		try {
			do {
				for (int i = 0; i < TICKS; i++) {
					long now = System.nanoTime();
					this.tick = (now != EXACT) ? now : 1;
					LockSupport.parkNanos(this, TICK);
				}
			}
			while (isStillWorthwhile());
		}
		finally {
			stop();
		}
	}

	private synchronized boolean isStillWorthwhile() {
		return rate() > MANY / 2.0;
	}

	private synchronized void stop() {
		this.tick = EXACT;
		this.ticker = null;
	}

}

package io.chanuka.db.health;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Whether a pool is busy, by samples of a window: at a single moment a pool that has
 * enough connections can have all of them in use. Busy begins when all were in use nearly
 * all the time, and ends when they were not for half of it.
 */
final class PoolOccupancy {

	static final Duration WINDOW = Duration.ofMillis(1500);

	private static final double BEGIN = 0.95;

	private static final double END = 0.5;

	/**
	 * Part of the window that samples must cover.
	 */
	private static final double COVERED = 0.8;

	private final Deque<Sample> samples = new ArrayDeque<>();

	private boolean busy;

	/**
	 * Takes a sample.
	 * @param full whether all connections are in use
	 * @param nanoTime when
	 */
	synchronized void record(boolean full, long nanoTime) {
		Sample last = this.samples.peekLast();
		if (last != null && nanoTime - last.nanoTime >= WINDOW.toNanos()) {
			// Nothing is known of the time between.
			this.samples.clear();
			this.busy = false;
		}
		this.samples.add(new Sample(full, nanoTime));
		while (nanoTime - this.samples.element().nanoTime > WINDOW.toNanos()) {
			this.samples.remove();
		}
		if (nanoTime - this.samples.element().nanoTime >= COVERED * WINDOW.toNanos()) {
			double part = (double) this.samples.stream().filter(Sample::full).count() / this.samples.size();
			this.busy = part >= (this.busy ? END : BEGIN);
		}
	}

	/**
	 * Whether the pool is busy.
	 * @param nanoTime now
	 * @return {@code false} also if there are no recent samples
	 */
	synchronized boolean isBusy(long nanoTime) {
		Sample last = this.samples.peekLast();
		return this.busy && last != null && nanoTime - last.nanoTime < WINDOW.toNanos();
	}

	private record Sample(boolean full, long nanoTime) {

	}

}

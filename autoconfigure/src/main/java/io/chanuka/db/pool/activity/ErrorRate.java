package io.chanuka.db.pool.activity;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many of the borrows of the last minute failed. Borrowing leaves no time stamps: the
 * total is sampled when an error happens and when the rate is read, and what lies between
 * two samples counts as even. Errors are rare enough to be noted when they happen.
 */
final class ErrorRate {

	private static final long WINDOW = TimeUnit.SECONDS.toNanos(60);

	private static final long RESOLUTION = TimeUnit.SECONDS.toNanos(1);

	private final LongSupplier nanoTime;

	private final LongSupplier borrows;

	private final Deque<Sample> samples = new ArrayDeque<>();

	private final Deque<Burst> errors = new ArrayDeque<>();

	ErrorRate(LongSupplier nanoTime, LongSupplier borrows) {
		this.nanoTime = nanoTime;
		this.borrows = borrows;
		this.samples.add(new Sample(nanoTime.getAsLong(), 0));
	}

	/**
	 * Counts an error.
	 */
	synchronized void record() {
		Sample now = sample();
		Burst last = this.errors.peekLast();
		if (last != null && now.nanos - last.nanos < RESOLUTION) {
			this.errors.removeLast();
			this.errors.add(new Burst(last.nanos, last.count + 1));
			return;
		}
		this.errors.add(new Burst(now.nanos, 1));
		forget(now.nanos);
	}

	/**
	 * The last minute.
	 * @return errors and acquires
	 */
	synchronized ErrorSample current() {
		Sample now = sample();
		forget(now.nanos);
		long failed = this.errors.stream().mapToLong(Burst::count).sum();
		return new ErrorSample(failed, Math.max(failed, now.borrows - borrowsAtStartOfWindow(now)));
	}

	private Sample sample() {
		Sample now = new Sample(this.nanoTime.getAsLong(), this.borrows.getAsLong());
		Sample last = this.samples.getLast();
		if (now.nanos - last.nanos >= RESOLUTION) {
			this.samples.add(now);
		}
		while (this.samples.size() > 1 && isSecondOld(now.nanos)) {
			this.samples.removeFirst();
		}
		return now;
	}

	/**
	 * One sample from before the window is kept as its beginning.
	 */
	private boolean isSecondOld(long now) {
		Sample first = this.samples.removeFirst();
		boolean old = now - this.samples.getFirst().nanos >= WINDOW;
		this.samples.addFirst(first);
		return old;
	}

	private void forget(long now) {
		this.errors.removeIf((burst) -> now - burst.nanos >= WINDOW);
	}

	private long borrowsAtStartOfWindow(Sample now) {
		Sample first = this.samples.getFirst();
		long before = now.nanos - WINDOW - first.nanos;
		if (before <= 0) {
			return first.borrows;
		}
		Sample next = this.samples.stream().skip(1).findFirst().orElse(now);
		double part = (double) before / Math.max(1, next.nanos - first.nanos);
		return first.borrows + Math.round((next.borrows - first.borrows) * Math.min(1, part));
	}

	private record Sample(long nanos, long borrows) {

	}

	private record Burst(long nanos, long count) {

	}

}

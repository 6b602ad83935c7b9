package io.chanuka.db.connection;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Lets ten lines of a log pass in ten seconds, and counts the others.
 */
public final class LineLimit {

	static final int LINES = 10;

	static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(10);

	private final LongSupplier clock;

	private final AtomicLong begin;

	private final AtomicInteger taken = new AtomicInteger();

	private final AtomicLong omitted = new AtomicLong();

	LineLimit(LongSupplier clock) {
		this.clock = clock;
		this.begin = new AtomicLong(clock.getAsLong());
	}

	/**
	 * Creates an instance.
	 * @return a limit of which nothing is used yet
	 */
	public static LineLimit create() {
		return new LineLimit(System::nanoTime);
	}

	/**
	 * Takes a line.
	 * @return whether it may be logged
	 */
	public boolean take() {
		long now = this.clock.getAsLong();
		long known = this.begin.get();
		if (now - known >= PERIOD_NANOS && this.begin.compareAndSet(known, now)) {
			this.taken.set(0);
		}
		boolean passes = this.taken.get() < LINES && this.taken.incrementAndGet() <= LINES;
		if (!passes) {
			this.omitted.incrementAndGet();
		}
		return passes;
	}

	/**
	 * How many lines were omitted since the last call.
	 * @return the number
	 */
	public long omitted() {
		return this.omitted.getAndSet(0);
	}

}

package io.chanuka.db.pool;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The one deadline of a shutdown: everybody who waits for work in flight asks here how
 * long. Nothing is waited for before somebody has said that the shutdown begins, so a
 * start that fails closes at once.
 */
public final class ShutdownDeadline {

	/**
	 * What is left for the drain even if web server and executors took all of the time.
	 */
	private static final Duration RESERVE = Duration.ofSeconds(5);

	private final LongSupplier nanoTime;

	private Duration timeout;

	private long began;

	private boolean begun;

	/**
	 * Set last and read without the lock, because every request asks.
	 */
	private volatile boolean visible;

	ShutdownDeadline(Duration timeout, LongSupplier nanoTime) {
		this.timeout = timeout;
		this.nanoTime = nanoTime;
	}

	/**
	 * Creates a deadline.
	 * @param timeout how long a shutdown waits for work in flight
	 * @return the deadline, of a shutdown that has not begun
	 */
	public static ShutdownDeadline of(Duration timeout) {
		return new ShutdownDeadline(timeout, System::nanoTime);
	}

	/**
	 * Says that the shutdown begins. Only the first call counts.
	 * @param atMost how long it may wait, if that is shorter than the timeout
	 */
	public synchronized void begin(Duration atMost) {
		if (this.begun) {
			return;
		}
		this.timeout = (atMost.compareTo(this.timeout) < 0) ? atMost : this.timeout;
		this.began = this.nanoTime.getAsLong();
		this.begun = true;
		this.visible = true;
	}

	/**
	 * Whether the application is shutting down.
	 * @return {@code true} once it has begun to
	 */
	public boolean hasBegun() {
		return this.visible;
	}

	/**
	 * How long a shutdown waits at the most.
	 * @return the whole time
	 */
	public synchronized Duration timeout() {
		return this.timeout;
	}

	/**
	 * What is left of the time.
	 * @return the time, zero if it is over or if the shutdown has not begun
	 */
	public synchronized Duration remaining() {
		if (!this.begun) {
			return Duration.ZERO;
		}
		Duration left = this.timeout.minusNanos(this.nanoTime.getAsLong() - this.began);
		return left.isNegative() ? Duration.ZERO : left;
	}

	/**
	 * What is left for the borrowed connections, once web server and executors are done:
	 * at least some seconds, and all of it if the context stops without closing.
	 * @return the time
	 */
	public synchronized Duration remainingForDrain() {
		if (!this.begun) {
			return this.timeout;
		}
		Duration reserve = (RESERVE.compareTo(this.timeout) < 0) ? RESERVE : this.timeout;
		Duration left = remaining();
		return (left.compareTo(reserve) > 0) ? left : reserve;
	}

}

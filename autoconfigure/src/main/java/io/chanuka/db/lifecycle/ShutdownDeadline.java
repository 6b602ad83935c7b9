package io.chanuka.db.lifecycle;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The one deadline of a shutdown, for all that waits for work in flight. Nothing is
 * awaited before the shutdown has begun, so a start that fails closes at once.
 */
public final class ShutdownDeadline {

	/**
	 * What is left for the drain even if web server and executors took all of the time.
	 */
	private static final Duration RESERVE = Duration.ofSeconds(5);

	/**
	 * How long it may take after the deadline to cancel statements and to close the pool.
	 */
	public static final Duration CANCELLING = Duration.ofSeconds(2);

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
	 * Begins the shutdown. Only the first call counts.
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
	 * How long the shutdown has lasted.
	 * @return the time, zero if it has not begun
	 */
	public synchronized Duration elapsed() {
		return this.begun ? Duration.ofNanos(this.nanoTime.getAsLong() - this.began) : Duration.ZERO;
	}

	/**
	 * What is left of the time.
	 * @return the time, zero if it is over or if the shutdown has not begun
	 */
	public synchronized Duration remaining() {
		return this.begun ? positive(this.timeout.minus(elapsed())) : Duration.ZERO;
	}

	/**
	 * What is left for active connections, once web server and executors are done: at
	 * least some seconds, and all of it if the context stops without closing.
	 * @return the time
	 */
	public synchronized Duration remainingForDrain() {
		return remainingForDrain(this.timeout, elapsed());
	}

	/**
	 * What is left for active connections after some time.
	 * @param timeout how long a shutdown waits for work in flight
	 * @param elapsed how long it has lasted
	 * @return the time
	 */
	public static Duration remainingForDrain(Duration timeout, Duration elapsed) {
		Duration reserve = (RESERVE.compareTo(timeout) < 0) ? RESERVE : timeout;
		Duration left = positive(timeout.minus(elapsed));
		return (left.compareTo(reserve) > 0) ? left : reserve;
	}

	private static Duration positive(Duration duration) {
		return duration.isNegative() ? Duration.ZERO : duration;
	}

}

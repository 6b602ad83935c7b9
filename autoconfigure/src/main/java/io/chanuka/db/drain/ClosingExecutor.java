package io.chanuka.db.drain;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * An executor that is closed on a thread of its own, because {@code close()} waits for
 * tasks as long as it was configured when the executor was made, and interrupts them when
 * its own thread is interrupted.
 */
final class ClosingExecutor {

	/**
	 * How long it may take to interrupt all tasks.
	 */
	private static final Duration INTERRUPT = Duration.ofMillis(250);

	private final SimpleAsyncTaskExecutor executor;

	private final Duration period;

	private @Nullable Thread thread;

	private long began;

	ClosingExecutor(SimpleAsyncTaskExecutor executor, Duration period) {
		this.executor = executor;
		this.period = period;
	}

	/**
	 * Begins to close it, so that it takes no more tasks.
	 */
	synchronized void close() {
		if (this.thread != null || !this.executor.isActive()) {
			return;
		}
		Thread created = new Thread(this.executor::close, "chanuka-db-tasks");
		created.setDaemon(true);
		created.start();
		this.thread = created;
		this.began = System.nanoTime();
		while (this.executor.isActive() && created.isAlive()) {
			LockSupport.parkNanos(this, 100_000);
		}
	}

	/**
	 * Waits for its tasks.
	 * @param timeout how long to wait at the most
	 */
	void await(Duration timeout) {
		Thread waiting = thread();
		if (waiting != null && timeout.toMillis() > 0) {
			try {
				waiting.join(timeout.toMillis());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/**
	 * How long Spring Boot is configured to await its tasks.
	 * @return the time, zero if it is not
	 */
	Duration period() {
		return this.period;
	}

	/**
	 * Waits as long as is configured, counted from when it began to close.
	 */
	void awaitPeriod() {
		await(this.period.minusNanos(System.nanoTime() - this.began));
	}

	/**
	 * Whether tasks still run.
	 */
	boolean isClosing() {
		Thread waiting = thread();
		return waiting != null && waiting.isAlive();
	}

	/**
	 * Has it interrupt its tasks, and waits until it has.
	 */
	void interrupt() {
		Thread waiting = thread();
		if (waiting != null) {
			waiting.interrupt();
			await(INTERRUPT);
		}
	}

	private synchronized @Nullable Thread thread() {
		return this.thread;
	}

}

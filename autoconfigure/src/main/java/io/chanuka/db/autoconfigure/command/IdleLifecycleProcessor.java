package io.chanuka.db.autoconfigure.command;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.springframework.context.LifecycleProcessor;

/**
 * Starts no lifecycle bean: a command needs none.
 */
final class IdleLifecycleProcessor implements LifecycleProcessor {

	private final CountDownLatch closed = new CountDownLatch(1);

	@Override
	public void onRefresh() {
	}

	@Override
	public void onClose() {
		this.closed.countDown();
	}

	@Override
	public void start() {
	}

	@Override
	public void stop() {
	}

	@Override
	public boolean isRunning() {
		return false;
	}

	/**
	 * Waits until the context is closed.
	 * @return {@code false} if the time is over before
	 */
	boolean awaitClose(Duration atMost) {
		try {
			return this.closed.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return true;
		}
	}

}

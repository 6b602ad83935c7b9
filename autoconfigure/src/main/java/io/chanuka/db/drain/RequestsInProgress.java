package io.chanuka.db.drain;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.chanuka.db.lifecycle.PhasedLifecycle;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;

/**
 * Holds up the phase in which the web server waits for its requests until their answers
 * are written. Tomcat's graceful shutdown counts requests within a servlet; between the
 * servlet that fails and the error page there is none, so it may end then and close the
 * connection.
 */
public final class RequestsInProgress extends PhasedLifecycle implements ServletRequestListener {

	private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	/**
	 * The last part of an answer is written after listeners are called.
	 */
	private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

	private final Duration phaseTimeout;

	private final AtomicInteger requests = new AtomicInteger();

	/**
	 * Create a new instance.
	 * @param phase the phase of the web server
	 * @param phaseTimeout how long that phase may take
	 */
	public RequestsInProgress(int phase, Duration phaseTimeout) {
		super(phase);
		this.phaseTimeout = phaseTimeout;
	}

	@Override
	public void requestInitialized(ServletRequestEvent event) {
		this.requests.incrementAndGet();
	}

	@Override
	public void requestDestroyed(ServletRequestEvent event) {
		this.requests.decrementAndGet();
	}

	@Override
	public void stop(Runnable callback) {
		stop();
		if (this.requests.get() == 0) {
			callback.run();
			return;
		}
		Thread waiting = new Thread(() -> {
			awaitNone();
			callback.run();
		}, "chanuka-db-answers");
		waiting.setDaemon(true);
		waiting.start();
	}

	private void awaitNone() {
		long begin = System.nanoTime();
		while (this.requests.get() > 0 && System.nanoTime() - begin < this.phaseTimeout.toNanos()) {
			LockSupport.parkNanos(this, POLL_NANOS);
		}
		LockSupport.parkNanos(this, FLUSH_NANOS);
	}

}

package io.chanuka.db.drain;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import io.chanuka.db.pool.ActiveConnection;
import io.chanuka.db.pool.RuntimePool;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

/**
 * Cancels what requests still run in the database shortly before the web server stops
 * waiting for them, so that their clients get an HTTP error and not a connection that is
 * reset.
 */
public final class RequestCancel {

	/**
	 * How much time a request gets for its answer, at the most.
	 */
	private static final Duration MARGIN = Duration.ofSeconds(2);

	/**
	 * A request can begin another statement, or get its connection, only now.
	 */
	private static final long REPEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

	private static final String FILTER = ConnectionCloseFilter.class.getName();

	private static final Log logger = LogFactory.getLog(RequestCancel.class);

	private final @Nullable RuntimePool pool;

	private final Duration phaseTimeout;

	private @Nullable Thread thread;

	/**
	 * Create a new instance.
	 * @param pool the pool, or {@code null} to cancel nothing
	 * @param phaseTimeout how long requests are awaited
	 */
	public RequestCancel(@Nullable RuntimePool pool, Duration phaseTimeout) {
		this.pool = pool;
		this.phaseTimeout = phaseTimeout;
	}

	/**
	 * How long before the end of the phase statements are cancelled.
	 */
	static Duration margin(Duration phaseTimeout) {
		Duration quarter = phaseTimeout.dividedBy(4);
		return (quarter.compareTo(MARGIN) < 0) ? quarter : MARGIN;
	}

	/**
	 * Begins to count the time when the web server begins to wait for its requests.
	 */
	public synchronized void begin() {
		RuntimePool cancelled = this.pool;
		if (cancelled == null) {
			return;
		}
		Thread created = new Thread(() -> run(cancelled), "chanuka-db-requests");
		created.setDaemon(true);
		created.start();
		this.thread = created;
	}

	/**
	 * Ends with the phase.
	 */
	public synchronized void end() {
		if (this.thread != null) {
			this.thread.interrupt();
			this.thread = null;
		}
	}

	private void run(RuntimePool pool) {
		long begin = System.nanoTime();
		long wait = this.phaseTimeout.minus(margin(this.phaseTimeout)).toNanos();
		while (System.nanoTime() - begin < wait && !Thread.currentThread().isInterrupted()) {
			LockSupport.parkNanos(this, wait - (System.nanoTime() - begin));
		}
		Set<String> reported = new HashSet<>();
		while (!Thread.currentThread().isInterrupted()) {
			for (ActiveConnection connection : pool.shutdown().cancel(RequestCancel::handlesRequest)) {
				report(connection, reported);
			}
			LockSupport.parkNanos(this, REPEAT_NANOS);
		}
	}

	private static void report(ActiveConnection connection, Set<String> reported) {
		if (reported.add(connection.thread())) {
			logger.warn(LogMessage.format("%s; %s, because the web server stops", connection.describe(),
					connection.outcome()), connection.borrowedAt());
		}
	}

	/**
	 * Every request passes the filter, whatever web server and kind of thread handles it.
	 */
	static boolean handlesRequest(Thread thread) {
		return Stream.of(thread.getStackTrace()).anyMatch((frame) -> frame.getClassName().equals(FILTER));
	}

}

package io.chanuka.db.pool.failover;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

import io.chanuka.db.connection.ServerReadOnly;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.lifecycle.DaemonThreads;
import io.chanuka.db.provider.EndpointKind;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

/**
 * What happens after a server has become read-only: new connections are opened, with a
 * back-off, until one is writable. Then all others of the pool are renewed, once. As long
 * as new ones are read-only too, nothing is renewed.
 */
public final class Failover implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(Failover.class);

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private static final Duration SHORTEST = Duration.ofMillis(100);

	private static final Duration LONGEST = Duration.ofSeconds(5);

	private static final int PART_OF_EPISODE = 60;

	/**
	 * An application that makes its own sessions read-only does not have the pool renewed
	 * again and again.
	 */
	private static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(10);

	private final PhysicalConnectionSource source;

	private final Runnable renewal;

	private final LongAdder renewals = new LongAdder();

	private @Nullable Thread prober;

	private @Nullable Long lastRenewal;

	private volatile boolean readOnly;

	private volatile boolean closed;

	/**
	 * Create a new instance.
	 * @param source opens new connections
	 * @param renewal has the pool replace all connections
	 */
	public Failover(PhysicalConnectionSource source, Runnable renewal) {
		this.source = source;
		this.renewal = renewal;
	}

	/**
	 * Begins an episode, unless one lasts or has just ended.
	 * @param ignoresDefault whether transactions are read-only by default also on a
	 * server that is writable
	 */
	synchronized void suspect(boolean ignoresDefault) {
		Long last = this.lastRenewal;
		boolean isRecent = last != null && System.nanoTime() - last < BETWEEN_RENEWALS.toNanos();
		if (this.prober == null && !this.closed && !isRecent) {
			this.prober = DaemonThreads.start("failover " + this.source.server(), () -> probe(ignoresDefault));
		}
	}

	/**
	 * Whether new connections are known to be read-only too.
	 * @return {@code true} until a new one is writable
	 */
	public boolean isReadOnly() {
		return this.readOnly;
	}

	/**
	 * How often the connections of the pool were renewed.
	 * @return the number of failovers so far
	 */
	public long renewals() {
		return this.renewals.sum();
	}

	private void probe(boolean ignoresDefault) {
		long begin = System.nanoTime();
		boolean writable = false;
		try {
			while (!this.closed && !writable) {
				writable = isWritable(ignoresDefault);
				if (!writable) {
					pause(System.nanoTime() - begin);
				}
			}
		}
		finally {
			end(begin, writable);
		}
	}

	private void pause(long elapsed) {
		LockSupport.parkNanos(this,
				Math.max(SHORTEST.toNanos(), Math.min(LONGEST.toNanos(), elapsed / PART_OF_EPISODE)));
	}

	private boolean isWritable(boolean ignoresDefault) {
		try (Connection fresh = this.source.openForProbe(TIMEOUT)) {
			boolean writable = !ServerReadOnly.is(fresh, isDirect(), ignoresDefault);
			if (!writable && !this.readOnly) {
				this.readOnly = true;
				logger.warn(
						LogMessage.format("%s is read-only, and so are new connections; probing until one is writable",
								this.source.server()));
			}
			return writable;
		}
		catch (SQLException | RuntimeException ex) {
			// The driver throws a plain RuntimeException when it is interrupted.
			logger.debug(LogMessage.format("No new connection to %s", this.source.server()), ex);
			return false;
		}
	}

	/**
	 * Whether there is no pooler in between, as far as it is known.
	 */
	boolean isDirect() {
		return this.source.sessions().kind() == EndpointKind.DIRECT;
	}

	/**
	 * Renews the pool if a new connection is writable, and not if the episode was ended.
	 */
	private void end(long begin, boolean writable) {
		synchronized (this) {
			this.prober = null;
			this.readOnly = false;
			if (this.closed || !writable) {
				return;
			}
			this.lastRenewal = System.nanoTime();
		}
		this.renewals.increment();
		this.renewal.run();
		logger.warn(LogMessage.format(
				"Failover of %s: new connections are writable after %d ms; all others are renewed (reason failover)",
				this.source.server(), Duration.ofNanos(System.nanoTime() - begin).toMillis()));
	}

	/**
	 * Ends an episode without a renewal.
	 */
	@Override
	public synchronized void close() {
		this.closed = true;
		if (this.prober != null) {
			this.prober.interrupt();
		}
	}

}

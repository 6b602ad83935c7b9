package io.chanuka.db.connection.recovery;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.chanuka.db.connection.ConnectionFailure;
import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.connection.PhysicalConnection;
import io.chanuka.db.lifecycle.DaemonThreads;
import org.jspecify.annotations.Nullable;

/**
 * What happens while no connection can be opened. One thread tries again and again, often
 * enough that no caller waits long after the server is back; the pool's own thread, which
 * would back off further and further, is parked until then and gets the connection. The
 * others that the pool can use by then are opened in parallel.
 */
public final class Recovery {

	/**
	 * The connections after the first one are opened at random moments within this time,
	 * because all instances of an application open theirs then.
	 */
	private static final Duration SPREAD = Duration.ofMillis(100);

	/**
	 * After this long it is checked again whether callers wait.
	 */
	private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(250);

	private final RetryInterval interval = new RetryInterval(System::nanoTime);

	private final PreopenedConnections.Opener opener;

	private final PreopenedConnections preopened;

	private final ConnectionDemand demand;

	private final OutageLog log;

	private final String server;

	private final Object monitor = new Object();

	private @Nullable Thread prober;

	private @Nullable Instant since;

	private boolean closed;

	/**
	 * Create a new instance.
	 * @param opener opens a connection
	 * @param preopened takes those that no caller waits for
	 * @param demand what the pool could use
	 * @param log logs outages
	 * @param server the name of the server
	 */
	public Recovery(PreopenedConnections.Opener opener, PreopenedConnections preopened, ConnectionDemand demand,
			OutageLog log, String server) {
		this.log = log;
		this.opener = opener;
		this.preopened = preopened;
		this.demand = demand;
		this.server = server;
	}

	/**
	 * Takes a connection that is open already, opens one, or waits for the end of an
	 * outage that is known. A pool that has not started does not wait.
	 * @param own opens a connection for this caller, unless it has waited: then its
	 * password is possibly expired
	 * @return a connection
	 * @throws SQLException if the attempt fails that discovers the outage, if retrying
	 * cannot help, or if the pool closes
	 */
	public PhysicalConnection open(PreopenedConnections.Opener own) throws SQLException {
		boolean waits = this.demand.mayWait();
		PreopenedConnections.Opener next = awaitEnd(waits) ? this.opener : own;
		PhysicalConnection ready = this.preopened.take();
		if (ready != null) {
			return ready;
		}
		try {
			PhysicalConnection opened = next.open();
			this.log.opened();
			return opened;
		}
		catch (SQLException ex) {
			FailureKind kind = ConnectionFailure.of(ex).kind();
			if (kind.isTransient()) {
				// First, or the end could be logged before the beginning.
				failed(kind);
				if (waits) {
					startProber();
				}
			}
			throw ex;
		}
	}

	/**
	 * Whether connections are known not to open.
	 * @return {@code true} during an outage
	 */
	public boolean isUnavailable() {
		synchronized (this.monitor) {
			return this.prober != null;
		}
	}

	/**
	 * Since when connections are known not to open.
	 * @return the time, to the second, or {@code null} if there is no outage
	 */
	public @Nullable Instant unavailableSince() {
		synchronized (this.monitor) {
			return (this.prober != null) ? this.since : null;
		}
	}

	/**
	 * Waits for the end of an outage.
	 * @return whether there was one
	 */
	private boolean awaitEnd(boolean waits) throws SQLException {
		boolean waited = false;
		synchronized (this.monitor) {
			while (waits && this.prober != null && !this.closed) {
				try {
					waited = true;
					this.monitor.wait();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
					throw new SQLTransientConnectionException("Interrupted while the server was unreachable", "08001",
							ex);
				}
			}
			if (this.closed) {
				throw new SQLTransientConnectionException("The pool closes", "08003");
			}
		}
		return waited;
	}

	private void startProber() {
		synchronized (this.monitor) {
			if (this.prober == null && !this.closed) {
				// Not before it has started: otherwise the pool would be parked for ever.
				this.since = Instant.now().truncatedTo(ChronoUnit.SECONDS);
				this.prober = DaemonThreads.start("prober " + this.server, this::probe);
			}
		}
	}

	private void failed(FailureKind kind) {
		this.interval.failed(kind);
		if (isOpen()) {
			this.log.failed(kind);
		}
	}

	private void probe() {
		PhysicalConnection first = null;
		try {
			first = awaitServer(System.nanoTime());
			if (first != null) {
				this.preopened.put(first);
				this.preopened.fill(this.demand.missing(), SPREAD);
			}
		}
		finally {
			endOutage();
		}
		this.preopened.trim();
		if (first != null && awaitCalm()) {
			this.log.opened();
		}
	}

	/**
	 * Returns the first connection, or {@code null} if the pool closes, has enough, or
	 * retrying cannot help, which the pool's own attempt will report.
	 */
	private @Nullable PhysicalConnection awaitServer(long start) {
		while (isOpen()) {
			pause(start);
			if (this.demand.missing() == 0) {
				return null;
			}
			try {
				PhysicalConnection first = this.opener.open();
				this.log.opened();
				return first;
			}
			catch (SQLException ex) {
				FailureKind kind = ConnectionFailure.of(ex).kind();
				if (!kind.isTransient()) {
					return null;
				}
				failed(kind);
			}
		}
		return null;
	}

	/**
	 * Waits from a half to one and a half of the interval, so that the instances of an
	 * application do not connect at the same time. The interval gets shorter when callers
	 * begin to wait.
	 */
	private void pause(long outageStart) {
		double factor = 0.5 + ThreadLocalRandom.current().nextDouble();
		long start = System.nanoTime();
		long left;
		do {
			long now = System.nanoTime();
			left = (long) (factor * this.interval.nanos(now - outageStart, this.demand.isUrgent())) - (now - start);
			if (left > 0) {
				LockSupport.parkNanos(this, Math.min(left, SLICE));
			}
		}
		while (left > 0 && isOpen() && this.demand.missing() > 0);
	}

	private void endOutage() {
		synchronized (this.monitor) {
			this.prober = null;
			this.monitor.notifyAll();
		}
	}

	/**
	 * Waits until it is known whether a server that has accepted one connection goes on.
	 */
	private boolean awaitCalm() {
		synchronized (this.monitor) {
			long left = this.log.calmNanos();
			while (left > 0 && this.prober == null && !this.closed) {
				try {
					TimeUnit.NANOSECONDS.timedWait(this.monitor, left);
				}
				catch (InterruptedException ex) {
					return false;
				}
				left = this.log.calmNanos();
			}
			return left <= 0 && this.prober == null && !this.closed;
		}
	}

	private boolean isOpen() {
		synchronized (this.monitor) {
			return !this.closed;
		}
	}

	/**
	 * Wakes all that wait; nothing is opened from now on.
	 */
	public void close() {
		synchronized (this.monitor) {
			this.closed = true;
			LockSupport.unpark(this.prober);
			this.monitor.notifyAll();
		}
	}

}

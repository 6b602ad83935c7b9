package io.chanuka.db.pool;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * What happens while the server cannot be reached. One thread tries again and again,
 * often enough that nobody waits long after its return; the pool's own thread, which
 * would back off further and further, is parked until then and gets the connection.
 * Others that are wanted by then are opened side by side.
 */
final class Recovery {

	/**
	 * A refused attempt costs next to nothing; with the outage the interval grows to a
	 * second, so that no server is knocked over when it comes back.
	 */
	private static final Duration SHORTEST = Duration.ofMillis(100);

	private static final Duration LONGEST = Duration.ofSeconds(1);

	private static final int PART_OF_OUTAGE = 200;

	/**
	 * For this long connections wait for a pool that may not want them any more.
	 */
	private static final Duration TRIM = Duration.ofSeconds(10);

	private final ConnectionStock.Opening opening;

	private final ConnectionStock stock;

	private final ConnectionDemand demand;

	private final OutageLog log;

	private final Object monitor = new Object();

	private @Nullable Thread prober;

	private boolean closed;

	/**
	 * Create a new instance.
	 * @param opening opens a connection
	 * @param stock where those go that nobody asked for by name
	 * @param demand what the pool could use
	 * @param log tells of outages
	 */
	Recovery(ConnectionStock.Opening opening, ConnectionStock stock, ConnectionDemand demand, OutageLog log) {
		this.log = log;
		this.opening = opening;
		this.stock = stock;
		this.demand = demand;
	}

	/**
	 * Takes a connection that is open already, opens one, or waits for the end of an
	 * outage that is known.
	 * @return a connection
	 * @throws SQLException if the attempt fails that discovers the outage, if a person
	 * must act, or if the pool closes
	 */
	PhysicalConnection open() throws SQLException {
		awaitEnd();
		PhysicalConnection ready = this.stock.take();
		if (ready != null) {
			return ready;
		}
		try {
			PhysicalConnection opened = this.opening.open();
			this.log.end();
			return opened;
		}
		catch (SQLException ex) {
			FailureKind kind = ConnectionFailure.of(ex).kind();
			if (kind.isTransient()) {
				// First, or the end could be told before the beginning.
				tell(kind);
				startProber();
			}
			throw ex;
		}
	}

	/**
	 * Whether the server is known to be away.
	 */
	boolean isAway() {
		synchronized (this.monitor) {
			return this.prober != null;
		}
	}

	private void awaitEnd() throws SQLException {
		synchronized (this.monitor) {
			while (this.prober != null && !this.closed) {
				try {
					this.monitor.wait();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
					throw new SQLTransientConnectionException("Interrupted while the server was away", "08001", ex);
				}
			}
			if (this.closed) {
				throw new SQLTransientConnectionException("The pool closes", "08003");
			}
		}
	}

	private void startProber() {
		synchronized (this.monitor) {
			if (this.prober == null && !this.closed) {
				Thread thread = new Thread(this::probe, "chanuka-db-prober");
				thread.setDaemon(true);
				thread.start();
				// Not before: one that could not start would park the pool for ever.
				this.prober = thread;
			}
		}
	}

	private void tell(FailureKind kind) {
		if (isOpen()) {
			this.log.begin(kind);
		}
	}

	private void probe() {
		try {
			PhysicalConnection first = awaitServer(System.nanoTime());
			if (first != null) {
				this.stock.put(first);
				this.stock.fill(this.demand.missing());
			}
		}
		finally {
			endOutage();
		}
		this.stock.trim(TRIM);
	}

	/**
	 * Returns the first connection, or {@code null} if the pool closes, has enough, or a
	 * person must act, of which the pool's own attempt tells.
	 */
	private @Nullable PhysicalConnection awaitServer(long start) {
		while (isOpen()) {
			LockSupport.parkNanos(this, pause(System.nanoTime() - start));
			if (this.demand.missing() == 0) {
				return null;
			}
			try {
				PhysicalConnection first = this.opening.open();
				this.log.end();
				return first;
			}
			catch (SQLException ex) {
				if (!ConnectionFailure.of(ex).kind().isTransient()) {
					return null;
				}
			}
		}
		return null;
	}

	private void endOutage() {
		synchronized (this.monitor) {
			this.prober = null;
			this.monitor.notifyAll();
		}
	}

	private boolean isOpen() {
		synchronized (this.monitor) {
			return !this.closed;
		}
	}

	/**
	 * From a half to one and a half of the interval, so that the instances of an
	 * application do not knock at the same time.
	 */
	private static long pause(long outageNanos) {
		long interval = Math.max(SHORTEST.toNanos(), Math.min(LONGEST.toNanos(), outageNanos / PART_OF_OUTAGE));
		return interval / 2 + ThreadLocalRandom.current().nextLong(interval);
	}

	/**
	 * Wakes everybody who waits; nothing is opened from now on.
	 */
	void close() {
		synchronized (this.monitor) {
			this.closed = true;
			LockSupport.unpark(this.prober);
			this.monitor.notifyAll();
		}
	}

}

package io.chanuka.db.pool.probe;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.chanuka.db.connection.ConnectionFailure;
import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.pool.PoolSnapshot;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.pool.activity.PoolActivity;
import io.chanuka.db.provider.EndpointKind;
import org.jspecify.annotations.Nullable;

/**
 * Has the server answer once. An idle connection of the pool decides. Where all are in
 * use, one that is returned and acquired again proves that the server works; otherwise a
 * connection of its own is opened and closed at once. It may take a while and is
 * therefore never run by a thread that is waited for.
 */
public final class DatabaseProbe {

	private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	/**
	 * A pooler queues the statements of an additional connection, so behind one a return
	 * is awaited for this part of the time before one is opened.
	 */
	private static final int RETURN_PART = 4;

	private final RuntimePool pool;

	private final List<String> extensions;

	private final Clock clock;

	private volatile List<String> missing = List.of();

	private volatile boolean acquired;

	/**
	 * Create a new instance.
	 * @param pool the pool to probe
	 * @param extensions extensions that must be installed
	 * @param clock gives the time
	 */
	public DatabaseProbe(RuntimePool pool, List<String> extensions, Clock clock) {
		this.pool = pool;
		this.extensions = List.copyOf(extensions);
		this.clock = clock;
	}

	/**
	 * Whether all connections of the pool are in use, not counting one that the probe
	 * itself has acquired.
	 * @return {@code true} if a caller would have to wait
	 */
	public boolean isPoolFull() {
		PoolSnapshot now = this.pool.snapshot();
		int others = now.active() - (this.acquired ? 1 : 0);
		return now.maximum() > 0 && now.idle() == 0 && others >= now.maximum();
	}

	/**
	 * Probes.
	 * @param timeout how long that may take
	 * @return how it went, or {@code null} if nothing was learnt: the pool is suspended,
	 * or a pooler has not answered because all of its connections are in use
	 */
	public @Nullable ProbeOutcome run(Duration timeout) {
		PoolActivity activity = this.pool.activity();
		if (activity == null) {
			return probe(timeout);
		}
		activity.probing(true);
		try {
			return probe(timeout);
		}
		finally {
			activity.probing(false);
		}
	}

	private @Nullable ProbeOutcome probe(Duration timeout) {
		if (this.pool.isSuspended()) {
			return null;
		}
		PhysicalConnectionSource source = this.pool.source();
		long half = System.nanoTime() + timeout.toNanos() / 2;
		long end = half + timeout.toNanos() / 2;
		if (source == null) {
			return acquireAndAsk(end, end);
		}
		if (this.pool.getHikariPoolMXBean() == null) {
			// To start the pool may take as long as any caller waits.
			ProbeOutcome apart = openAndAsk(source, end);
			return (apart.failure() != null) ? apart : acquireAndAsk(end, end);
		}
		// Each idle one may be acquired unchecked; one more has been returned before.
		long acquires = this.pool.snapshot().idle() + this.pool.returns();
		while (canAcquire(source) && left(half) > 0) {
			ProbeOutcome outcome = acquireAndAsk(half, end);
			if (outcome.failure() == null || Thread.currentThread().isInterrupted()) {
				return outcome;
			}
			if (left(end) <= 0) {
				return returnedOr(outcome, source, acquires, end);
			}
			// Other callers were faster, or this one connection is broken.
		}
		return probeInUse(source, acquires, end);
	}

	private boolean canAcquire(PhysicalConnectionSource source) {
		PoolSnapshot now = this.pool.snapshot();
		return now.idle() > 0 || (source.outage() == null && now.waiting() == 0 && !now.hasNoneLeft());
	}

	/**
	 * No connection is idle, and the pool cannot open one.
	 */
	private @Nullable ProbeOutcome probeInUse(PhysicalConnectionSource source, long acquires, long end) {
		ConnectionFailure outage = source.outage();
		if (outage != null) {
			return returnedOr(failed(outage.kind()), source, acquires, end);
		}
		if (source.sessions().kind() != EndpointKind.DIRECT) {
			ProbeOutcome returned = returned(acquires, System.nanoTime() + left(end) / RETURN_PART, end);
			if (returned != null) {
				return returned;
			}
		}
		return returnedOr(openAndAsk(source, end), source, acquires, end);
	}

	/**
	 * A connection that is returned proves more than a new one that cannot be opened. A
	 * pooler that does not answer while connections are in use may be waiting for them.
	 */
	private @Nullable ProbeOutcome returnedOr(ProbeOutcome outcome, PhysicalConnectionSource source, long acquires,
			long end) {
		if (outcome.isAlive()) {
			return outcome;
		}
		ProbeOutcome returned = returned(acquires, end, end);
		if (returned != null) {
			return returned;
		}
		boolean unknown = outcome.failure() == FailureKind.TIMEOUT && source.sessions().kind() != EndpointKind.DIRECT
				&& this.pool.snapshot().active() > 0;
		return unknown ? null : outcome;
	}

	/**
	 * Waits until a connection is returned.
	 * @param acquires how many acquires there may be without a return
	 * @param until how long to wait
	 * @param end how long to wait for the answer on one that is idle then
	 * @return how the server does, or {@code null} if none is returned
	 */
	private @Nullable ProbeOutcome returned(long acquires, long until, long end) {
		do {
			PoolSnapshot now = this.pool.snapshot();
			if (this.pool.returns() > acquires) {
				return new ProbeOutcome(this.clock.instant(), null, null, this.missing);
			}
			if (now.idle() > 0 && left(end) > 0) {
				ProbeOutcome outcome = acquireAndAsk(end, end);
				return (outcome.failure() == null) ? outcome : null;
			}
			if (now.total() == 0) {
				return null;
			}
			LockSupport.parkNanos(this, POLL_NANOS);
		}
		while (left(until) > 0 && !Thread.currentThread().isInterrupted());
		return null;
	}

	private static long left(long end) {
		return end - System.nanoTime();
	}

	private ProbeOutcome acquireAndAsk(long until, long end) {
		try {
			return ask(() -> {
				Connection connection = this.pool.getConnection(Duration.ofNanos(Math.max(1, left(until))));
				this.acquired = true;
				return connection;
			}, end);
		}
		finally {
			this.acquired = false;
		}
	}

	private ProbeOutcome openAndAsk(PhysicalConnectionSource source, long end) {
		return ask(() -> source.openForProbe(Duration.ofNanos(Math.max(1, left(end)))), end);
	}

	private ProbeOutcome ask(Opener opener, long end) {
		long start = System.nanoTime();
		try (Connection connection = opener.open()) {
			connection.setNetworkTimeout(Runnable::run, (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(left(end))));
			long asked = System.nanoTime();
			this.missing = missing(connection);
			return new ProbeOutcome(this.clock.instant(), since(asked), null, this.missing);
		}
		catch (SQLException ex) {
			return new ProbeOutcome(this.clock.instant(), since(start), kind(ex), List.of());
		}
	}

	private static Duration since(long nanos) {
		return Duration.ofNanos(System.nanoTime() - nanos);
	}

	private List<String> missing(Connection connection) throws SQLException {
		if (this.extensions.isEmpty()) {
			try (Statement statement = connection.createStatement()) {
				statement.execute("SELECT 1");
			}
			return List.of();
		}
		List<String> absent = new ArrayList<>(this.extensions);
		try (PreparedStatement statement = connection
			.prepareStatement("SELECT extname FROM pg_extension WHERE extname = ANY (?)")) {
			statement.setArray(1, connection.createArrayOf("text", this.extensions.toArray()));
			ResultSet rows = statement.executeQuery();
			while (rows.next()) {
				absent.remove(rows.getString(1));
			}
		}
		return absent;
	}

	/**
	 * HikariCP's own timeout does not name the reason; its cause may.
	 */
	private static FailureKind kind(SQLException failure) {
		FailureKind kind = ConnectionFailure.of(failure).kind();
		return (kind == FailureKind.OTHER) ? FailureKind.TIMEOUT : kind;
	}

	private ProbeOutcome failed(FailureKind kind) {
		return new ProbeOutcome(this.clock.instant(), Duration.ZERO, kind, List.of());
	}

	/**
	 * Opens or acquires the connection to ask.
	 */
	@FunctionalInterface
	private interface Opener {

		Connection open() throws SQLException;

	}

}

package io.chanuka.db.pool;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Has the server answer once: on a connection of the pool, or, where that would have to
 * wait or does not work, on one of its own that is closed at once. It may take its time
 * and is therefore never run by somebody who is waited for.
 */
public final class PoolProbe {

	private final RuntimePool pool;

	private final List<String> extensions;

	private final Clock clock;

	/**
	 * Create a new instance.
	 * @param pool the pool to probe
	 * @param extensions extensions that must be installed
	 * @param clock tells the time
	 */
	public PoolProbe(RuntimePool pool, List<String> extensions, Clock clock) {
		this.pool = pool;
		this.extensions = List.copyOf(extensions);
		this.clock = clock;
	}

	/**
	 * Probes.
	 * @param timeout how long each step may take
	 * @return how it went
	 */
	public ProbeOutcome run(Duration timeout) {
		PoolActivity activity = this.pool.activity();
		if (activity == null) {
			return look(timeout);
		}
		activity.looking(true);
		try {
			return look(timeout);
		}
		finally {
			activity.looking(false);
		}
	}

	private ProbeOutcome look(Duration timeout) {
		PhysicalConnectionSource source = this.pool.source();
		ConnectionFailure known = this.pool.cutOff();
		long start = System.nanoTime();
		if (known != null) {
			return outcome(start, known.kind(), List.of());
		}
		return (source != null) ? look(source, timeout) : ask(() -> this.pool.getConnection(timeout), timeout);
	}

	private ProbeOutcome look(PhysicalConnectionSource source, Duration timeout) {
		long start = System.nanoTime();
		PoolSnapshot before = this.pool.snapshot();
		if (this.pool.getHikariPoolMXBean() == null) {
			// To start the pool may take as long as any borrower waits.
			ProbeOutcome apart = ask(() -> source.openForProbe(timeout), timeout);
			return (apart.failure() != null) ? apart : ask(() -> this.pool.getConnection(timeout), timeout);
		}
		// Who would have to queue learns of the queue, and not of the server.
		if (before.hasNoneLeft() || before.waiting() > 0) {
			return ask(() -> source.openForProbe(timeout), timeout);
		}
		ProbeOutcome lent = ask(() -> this.pool.getConnection(timeout.dividedBy(2)), timeout);
		Duration left = timeout.minusNanos(System.nanoTime() - start);
		if (lent.failure() == null || left.isNegative() || Thread.currentThread().isInterrupted()) {
			return lent;
		}
		// Others were faster, or this one connection is broken: a new one tells.
		return ask(() -> source.openForProbe(left), timeout);
	}

	private ProbeOutcome ask(Opening opening, Duration timeout) {
		long start = System.nanoTime();
		try (Connection connection = opening.open()) {
			connection.setNetworkTimeout(Runnable::run, (int) timeout.toMillis());
			long asked = System.nanoTime();
			List<String> missing = missing(connection);
			return outcome(asked, null, missing);
		}
		catch (SQLException ex) {
			return outcome(start, kind(ex), List.of());
		}
	}

	private List<String> missing(Connection connection) throws SQLException {
		if (this.extensions.isEmpty()) {
			try (Statement statement = connection.createStatement()) {
				statement.execute("SELECT 1");
			}
			return List.of();
		}
		List<String> missing = new ArrayList<>(this.extensions);
		try (PreparedStatement statement = connection
			.prepareStatement("SELECT extname FROM pg_extension WHERE extname = ANY (?)")) {
			statement.setArray(1, connection.createArrayOf("text", this.extensions.toArray()));
			ResultSet rows = statement.executeQuery();
			while (rows.next()) {
				missing.remove(rows.getString(1));
			}
		}
		return missing;
	}

	/**
	 * HikariCP's own time-out says nothing of the reason; its cause may.
	 */
	private static FailureKind kind(SQLException failure) {
		FailureKind kind = ConnectionFailure.of(failure).kind();
		return (kind == FailureKind.OTHER) ? FailureKind.TIMEOUT : kind;
	}

	private ProbeOutcome outcome(long startNanos, @Nullable FailureKind failure, List<String> missing) {
		return new ProbeOutcome(this.clock.instant(), Duration.ofNanos(System.nanoTime() - startNanos), failure,
				missing);
	}

	/**
	 * Gets hold of a connection to ask.
	 */
	@FunctionalInterface
	private interface Opening {

		Connection open() throws SQLException;

	}

}

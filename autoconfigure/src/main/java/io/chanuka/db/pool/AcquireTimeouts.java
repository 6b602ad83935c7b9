package io.chanuka.db.pool;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import io.chanuka.db.connection.ConnectionFailure;
import io.chanuka.db.connection.PhysicalConnection;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.pool.activity.BorrowRecord;
import io.chanuka.db.pool.cancel.Borrow;
import org.jspecify.annotations.Nullable;

/**
 * Counts the acquires that timed out and completes the message of HikariCP.
 */
final class AcquireTimeouts {

	private final Supplier<PoolSnapshot> snapshots;

	private final Supplier<@Nullable PhysicalConnectionSource> sources;

	private final BorrowRecord record;

	private final LongestActive longest = new LongestActive();

	AcquireTimeouts(Supplier<PoolSnapshot> snapshots, Supplier<@Nullable PhysicalConnectionSource> sources,
			BorrowRecord record) {
		this.snapshots = snapshots;
		this.sources = sources;
		this.record = record;
	}

	/**
	 * Counts one. HikariCP gives only one caller the reason why no connection could be
	 * opened, or that an old one did not answer; during an outage all callers get it, and
	 * which connection has been active for longest.
	 * @param timeout what HikariCP has thrown
	 * @return what the caller gets
	 */
	SQLException explain(SQLTransientConnectionException timeout) {
		PoolSnapshot now = this.snapshots.get();
		this.record.timedOut(now.waiting());
		PhysicalConnectionSource source = this.sources.get();
		String known = (source != null) ? this.longest.describe(active(source), System.nanoTime()) : "";
		ConnectionFailure outage = (source != null) ? source.outage() : null;
		if (source != null && outage != null) {
			known += ". Database unavailable: " + outage.kind() + since(source.outageSince());
		}
		return known.isEmpty() ? timeout : new SQLTransientConnectionException(timeout.getMessage() + known,
				(outage != null) ? outage.sqlState() : timeout.getSQLState(), timeout);
	}

	private static List<Borrow> active(PhysicalConnectionSource source) {
		return source.connections().list().stream().filter(PhysicalConnection::isActive).map(Borrow::of).toList();
	}

	private static String since(@Nullable Instant begin) {
		return (begin != null) ? " since " + begin : "";
	}

}

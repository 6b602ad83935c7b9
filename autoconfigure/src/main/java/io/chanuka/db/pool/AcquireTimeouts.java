package io.chanuka.db.pool;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.util.function.Supplier;

import io.chanuka.db.connection.ConnectionFailure;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.pool.activity.BorrowRecord;
import org.jspecify.annotations.Nullable;

/**
 * Counts the acquires that timed out and completes the message of HikariCP.
 */
final class AcquireTimeouts {

	private final Supplier<PoolSnapshot> snapshots;

	private final Supplier<@Nullable PhysicalConnectionSource> sources;

	private final BorrowRecord record;

	private final ConnectionHolders holders;

	AcquireTimeouts(Supplier<PoolSnapshot> snapshots, Supplier<@Nullable PhysicalConnectionSource> sources,
			BorrowRecord record, ConnectionHolders holders) {
		this.snapshots = snapshots;
		this.sources = sources;
		this.record = record;
		this.holders = holders;
	}

	/**
	 * Counts one. HikariCP gives only one caller the reason why no connection could be
	 * opened, or that an old one did not answer; during an outage all callers get it, and
	 * which threads hold the connections.
	 * @param timeout what HikariCP has thrown
	 * @return what the caller gets
	 */
	SQLException explain(SQLTransientConnectionException timeout) {
		PoolSnapshot now = this.snapshots.get();
		this.record.timedOut(now.waiting());
		PhysicalConnectionSource source = this.sources.get();
		ConnectionFailure outage = (source != null) ? source.outage() : null;
		String known = this.holders.describe();
		if (source != null && outage != null) {
			known += ". Database unavailable: " + outage.kind() + since(source.outageSince());
		}
		return known.isEmpty() ? timeout : new SQLTransientConnectionException(timeout.getMessage() + known,
				(outage != null) ? outage.sqlState() : timeout.getSQLState(), timeout);
	}

	private static String since(@Nullable Instant begin) {
		return (begin != null) ? " since " + begin : "";
	}

}

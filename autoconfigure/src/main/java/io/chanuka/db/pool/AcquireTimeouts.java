package io.chanuka.db.pool;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
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

	AcquireTimeouts(Supplier<PoolSnapshot> snapshots, Supplier<@Nullable PhysicalConnectionSource> sources,
			BorrowRecord record) {
		this.snapshots = snapshots;
		this.sources = sources;
		this.record = record;
	}

	/**
	 * Counts one. HikariCP gives only one caller the reason why no connection could be
	 * opened, or that an old one did not answer; during an outage all callers get it.
	 * @param timeout what HikariCP has thrown
	 * @return what the caller gets
	 */
	SQLException explain(SQLTransientConnectionException timeout) {
		PoolSnapshot now = this.snapshots.get();
		this.record.timedOut(now.waiting());
		PhysicalConnectionSource source = this.sources.get();
		ConnectionFailure outage = (source != null) ? source.outage() : null;
		return (outage != null)
				? new SQLTransientConnectionException(timeout.getMessage() + ". Database unavailable: " + outage.kind(),
						outage.sqlState(), timeout)
				: timeout;
	}

}

package io.chanuka.db.pool.cancel;

import java.sql.SQLException;
import java.util.function.BooleanSupplier;

import com.zaxxer.hikari.SQLExceptionOverride;

/**
 * The errors of connections that are aborted because the JVM shuts down while the
 * application starts. HikariCP would log each of them with its stack trace, and throw
 * another one when the connection is returned.
 */
public final class StartupAborts implements SQLExceptionOverride {

	private final BooleanSupplier stopping;

	private final Runnable evict;

	private final SQLExceptionOverride next;

	/**
	 * Create a new instance.
	 * @param stopping whether the start is being ended
	 * @param evict marks the connections for eviction, so that they are returned without
	 * an error
	 * @param next decides about all other errors
	 */
	public StartupAborts(BooleanSupplier stopping, Runnable evict, SQLExceptionOverride next) {
		this.stopping = stopping;
		this.evict = evict;
		this.next = next;
	}

	@java.lang.Override
	public Override adjudicate(SQLException exception) {
		String state = exception.getSQLState();
		if (state == null || !state.startsWith("08") || !this.stopping.getAsBoolean()) {
			return this.next.adjudicate(exception);
		}
		this.evict.run();
		return Override.DO_NOT_EVICT;
	}

}

package io.chanuka.db.pool.failover;

import java.sql.SQLException;
import java.util.List;

import com.zaxxer.hikari.SQLExceptionOverride;
import io.chanuka.db.connection.CloseReason;
import io.chanuka.db.connection.PhysicalConnection;
import io.chanuka.db.connection.ServerReadOnly;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import org.jspecify.annotations.Nullable;

/**
 * Has HikariCP evict a connection that refuses a write because its server has become
 * read-only. An application that writes in a read-only transaction of its own gets the
 * same SQLSTATE, and keeps its connection.
 */
public final class FailoverDetector implements SQLExceptionOverride {

	private static final String READ_ONLY = "25006";

	private final PhysicalConnectionSource source;

	private final Failover failover;

	private final @Nullable SQLExceptionOverride users;

	/**
	 * Create a new instance.
	 * @param source knows the connections
	 * @param failover notified of the first connection of a read-only server
	 * @param users the user's own override, which is called first and whose decision is
	 * final, or {@code null}
	 */
	public FailoverDetector(PhysicalConnectionSource source, Failover failover, @Nullable SQLExceptionOverride users) {
		this.source = source;
		this.failover = failover;
		this.users = users;
	}

	@java.lang.Override
	public Override adjudicate(SQLException exception) {
		Override decided = (this.users != null) ? this.users.adjudicate(exception) : Override.CONTINUE_EVICT;
		if (decided != Override.CONTINUE_EVICT || !READ_ONLY.equals(exception.getSQLState())
				|| this.failover.isReadOnly()) {
			return decided;
		}
		List<PhysicalConnection> held = held();
		PhysicalConnection readOnly = held.stream().filter(this::isReadOnly).findFirst().orElse(null);
		if (readOnly == null) {
			held.stream()
				.filter((connection) -> !isKnown(connection))
				.forEach((connection) -> connection.whenReturned(this::evictIfReadOnly));
			return decided;
		}
		evict(readOnly);
		return Override.MUST_EVICT;
	}

	private void evict(PhysicalConnection readOnly) {
		readOnly.retire(CloseReason.FAILOVER);
		readOnly.evict(readOnly.uses());
		if (!readOnly.isSuperseded()) {
			this.failover.suspect(readOnly.isReadOnlyByDefault());
		}
	}

	/**
	 * HikariCP does not hand over the connection: it is one that the current thread has
	 * acquired.
	 */
	private List<PhysicalConnection> held() {
		Thread caller = Thread.currentThread();
		return this.source.connections()
			.list()
			.stream()
			.filter((connection) -> connection.isActive() && connection.caller() == caller && !connection.isRetired())
			.toList();
	}

	private boolean isKnown(PhysicalConnection connection) {
		try {
			return ServerReadOnly.isKnown(connection, this.failover.isDirect());
		}
		catch (SQLException ex) {
			return true;
		}
	}

	private boolean isReadOnly(PhysicalConnection connection) {
		return isKnown(connection) && isServerReadOnly(connection);
	}

	/**
	 * HikariCP has ended the transaction.
	 */
	private void evictIfReadOnly(PhysicalConnection connection) {
		if (!connection.isRetired() && isServerReadOnly(connection)) {
			evict(connection);
		}
	}

	private boolean isServerReadOnly(PhysicalConnection connection) {
		try {
			return connection.isServerReadOnly(this.failover.isDirect());
		}
		catch (SQLException ex) {
			return false;
		}
	}

}

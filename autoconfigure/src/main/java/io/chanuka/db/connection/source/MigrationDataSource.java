package io.chanuka.db.connection.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

import io.chanuka.db.connection.CloseReason;
import io.chanuka.db.connection.PhysicalConnection;
import io.chanuka.db.connection.PoolerEvidence;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Where Flyway and Liquibase get their connections: the migration endpoint, or the
 * runtime's own DataSource where a test has put another one in its place. Nothing is
 * pooled, so no connection stays open once migration is over.
 */
public final class MigrationDataSource extends DelegatingDataSource {

	private final AtomicReference<@Nullable KeptConnection> kept = new AtomicReference<>();

	private final @Nullable PhysicalConnectionSource source;

	/**
	 * Create a new instance.
	 * @param target where the connections come from
	 */
	public MigrationDataSource(DataSource target) {
		this(target, null);
	}

	/**
	 * Create a new instance for the migration endpoint.
	 * @param target where the connections come from
	 * @param source the source behind it
	 */
	public MigrationDataSource(DataSource target, @Nullable PhysicalConnectionSource source) {
		super(target);
		this.source = source;
	}

	/**
	 * The connection that is kept, if no caller has it, or a new one.
	 */
	@Override
	public Connection getConnection() throws SQLException {
		KeptConnection last = this.kept.get();
		return (last != null && last.take()) ? last : super.getConnection();
	}

	/**
	 * Keeps a connection for the next caller in place of closing it, and again when that
	 * closes it.
	 * @param connection a connection of this DataSource whose session is as it was opened
	 * @throws SQLException if it cannot be closed
	 */
	public void keep(Connection connection) throws SQLException {
		if (this.source != null && connection instanceof PhysicalConnection physical && connection.getAutoCommit()) {
			boolean isDirect = this.source.sessions().poolerEvidence() == PoolerEvidence.NONE;
			discard(this.kept.getAndSet(new KeptConnection(physical, isDirect)));
		}
		else {
			connection.close();
		}
	}

	/**
	 * The connection that was kept, to be closed by the caller, or a new one.
	 * @return a connection
	 * @throws SQLException if there is none
	 */
	public Connection releaseKept() throws SQLException {
		KeptConnection last = this.kept.getAndSet(null);
		Connection released = (last != null) ? last.release() : null;
		return (released != null) ? released : super.getConnection();
	}

	/**
	 * Closes what was kept, or opened early and not taken. What a caller has is closed by
	 * the caller.
	 */
	public void closeKept() {
		discard(this.kept.getAndSet(null));
		if (this.source != null) {
			this.source.preopened().discard(CloseReason.RETIRED);
		}
	}

	private static void discard(@Nullable KeptConnection connection) {
		if (connection != null) {
			connection.discard();
		}
	}

}

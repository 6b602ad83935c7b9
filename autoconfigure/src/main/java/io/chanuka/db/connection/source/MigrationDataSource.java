package io.chanuka.db.connection.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import io.chanuka.db.connection.CloseReason;
import io.chanuka.db.connection.PhysicalConnection;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Where Flyway and Liquibase get their connections: the migration endpoint, or the
 * runtime's own DataSource where a test has put another one in its place. Nothing is
 * pooled, so no connection stays open once migration is over.
 */
public final class MigrationDataSource extends DelegatingDataSource {

	private final AtomicBoolean another = new AtomicBoolean();

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
	 * Keeps a connection for the next caller in place of closing it.
	 * @param connection a connection of this DataSource whose session is as it was opened
	 * @throws SQLException if it cannot be closed
	 */
	public void keep(Connection connection) throws SQLException {
		if (this.source != null && connection instanceof PhysicalConnection physical && connection.getAutoCommit()) {
			this.source.preopened().put(physical);
		}
		else {
			connection.close();
		}
	}

	/**
	 * Begins to open a connection beside the one that is kept, for a caller that follows.
	 */
	public void openAnother() {
		if (this.source != null) {
			this.another.set(true);
			this.source.preopened().fill(2, Duration.ZERO);
		}
	}

	/**
	 * Closes what was kept or opened and not taken, also what is still being opened.
	 */
	public void closeKept() {
		if (this.source != null) {
			this.source.preopened().discard(CloseReason.RETIRED);
			if (this.another.getAndSet(false)) {
				this.source.preopened().discardUnused();
			}
		}
	}

}

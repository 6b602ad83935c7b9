package io.chanuka.db.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executor;

import org.postgresql.PGConnection;

/**
 * One connection to the server, known to the source that opened it until it is closed.
 */
final class PhysicalConnection extends ConnectionDelegate {

	private final PhysicalConnectionSource source;

	private final PGConnection driverConnection;

	/**
	 * Touched by the one thread that borrows; the pool hands it on safely.
	 */
	private int uses;

	PhysicalConnection(Connection delegate, PhysicalConnectionSource source) throws SQLException {
		super(delegate);
		this.source = source;
		this.driverConnection = delegate.unwrap(PGConnection.class);
	}

	/**
	 * Counts one more use.
	 * @return how often it was borrowed, this time included
	 */
	int countUse() {
		return ++this.uses;
	}

	/**
	 * Asks the server to cancel what runs on this connection; nothing happens if nothing
	 * runs. The thread that waits for the answer gets SQLSTATE 57014.
	 * @throws SQLException if the server could not be asked
	 */
	void cancel() throws SQLException {
		this.driverConnection.cancelQuery();
	}

	@Override
	public void close() throws SQLException {
		this.source.closed(this);
		super.close();
	}

	@Override
	public void abort(Executor executor) throws SQLException {
		this.source.closed(this);
		super.abort(executor);
	}

	@Override
	public String toString() {
		return "PostgreSQL connection with backend " + this.driverConnection.getBackendPID();
	}

}

package io.chanuka.db.connection.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import io.chanuka.db.connection.CloseReason;
import io.chanuka.db.connection.ConnectionDelegate;
import io.chanuka.db.connection.PhysicalConnection;
import org.jspecify.annotations.Nullable;

/**
 * The connection of one run of Flyway. When Flyway closes it, the session stays open for
 * what follows the run, which would need a login of its own otherwise.
 */
final class KeptConnection extends ConnectionDelegate {

	private final PhysicalConnection physical;

	private final @Nullable ServerVersion version;

	private State state = State.READY;

	/**
	 * Create a new instance.
	 * @param physical the connection
	 * @param isDirect whether all its statements reach the same server
	 */
	KeptConnection(PhysicalConnection physical, boolean isDirect) {
		super(physical);
		this.physical = physical;
		this.version = isDirect ? new ServerVersion(physical) : null;
	}

	/**
	 * Takes it, if no caller has it.
	 * @return whether the caller may use and close it
	 */
	synchronized boolean take() {
		boolean taken = this.state == State.READY;
		this.state = taken ? State.TAKEN : this.state;
		return taken;
	}

	/**
	 * Hands over the session itself.
	 * @return the connection, or {@code null} if a caller has it or it is closed
	 */
	synchronized @Nullable Connection release() {
		boolean released = this.state == State.READY;
		this.state = State.RELEASED;
		return released ? this.physical : null;
	}

	/**
	 * Closes it, at once or when its caller does.
	 */
	void discard() {
		if (release() != null) {
			this.physical.closeQuietly(CloseReason.RETIRED);
		}
	}

	@Override
	public PreparedStatement prepareStatement(String sql) throws SQLException {
		return (this.version != null && ServerVersion.QUERY.equals(sql)) ? this.version.prepare()
				: super.prepareStatement(sql);
	}

	@Override
	public synchronized boolean isClosed() throws SQLException {
		return this.state == State.READY || super.isClosed();
	}

	/**
	 * A transaction that is left open, or a failure, ends the session.
	 */
	@Override
	public synchronized void close() throws SQLException {
		if (this.state == State.READY) {
			return;
		}
		if (this.state == State.TAKEN && this.physical.isUnbroken() && getAutoCommit()) {
			this.state = State.READY;
			return;
		}
		this.state = State.RELEASED;
		super.close();
	}

	private enum State {

		/**
		 * For the next caller.
		 */
		READY,

		/**
		 * A caller has it.
		 */
		TAKEN,

		/**
		 * Its close ends the session.
		 */
		RELEASED

	}

}

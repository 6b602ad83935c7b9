package io.chanuka.db.connection.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.chanuka.db.connection.CloseReason;
import io.chanuka.db.connection.ConnectionFailure;
import io.chanuka.db.connection.PhysicalConnection;
import io.chanuka.db.connection.driver.ConnectionOpener;
import io.chanuka.db.url.Credentials;

/**
 * The connection attempts in progress, each on the thread of its caller, which can all be
 * interrupted.
 */
final class ConnectionAttempts {

	private final ConnectionOpener opener;

	private final ConnectionRegistry open;

	private final ConnectionCounters counters;

	/**
	 * The threads that wait for the server to let them in.
	 */
	private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

	ConnectionAttempts(ConnectionOpener opener, ConnectionRegistry open, ConnectionCounters counters) {
		this.opener = opener;
		this.open = open;
		this.counters = counters;
	}

	/**
	 * Opens a connection with the credentials that hold now.
	 * @param current returns them
	 * @return a connection for this caller alone
	 * @throws SQLException if they are not known now, or it could not be opened
	 */
	PhysicalConnection open(CurrentCredentials current) throws SQLException {
		Credentials as;
		try {
			as = current.get();
		}
		catch (SQLException ex) {
			this.counters.failed(ConnectionFailure.of(ex));
			throw ex;
		}
		return open(as);
	}

	/**
	 * Opens a connection and counts it, or why that failed, unless it was interrupted.
	 * One that was superseded while it was opened is replaced, once.
	 * @param as whose connection it is
	 * @return a connection for this caller alone
	 * @throws SQLException if it could not be opened, or the pool closes
	 */
	PhysicalConnection open(Credentials as) throws SQLException {
		Thread thread = Thread.currentThread();
		this.threads.add(thread);
		try {
			// Checked after the attempt is registered, so that a close either refuses or
			// interrupts it.
			requireNotClosing();
			PhysicalConnection opened = openTracked(as);
			if (opened.isSuperseded() && !this.open.isClosing()) {
				opened.closeQuietly(CloseReason.RELOAD);
				opened = openTracked(as);
			}
			if (this.open.isClosing()) {
				opened.closeQuietly(CloseReason.SHUTDOWN);
			}
			requireNotClosing();
			return opened;
		}
		catch (SQLException ex) {
			if (!this.open.isClosing() && !thread.isInterrupted()) {
				this.counters.failed(ConnectionFailure.of(ex));
			}
			throw ex;
		}
		finally {
			this.threads.remove(thread);
		}
	}

	private PhysicalConnection openTracked(Credentials as) throws SQLException {
		int generation = this.open.generation();
		long begin = System.nanoTime();
		PhysicalConnection opened = this.open.add(openUntracked(as), generation);
		this.counters.opened();
		this.open.listener().opened(opened, Duration.ofNanos(System.nanoTime() - begin));
		return opened;
	}

	/**
	 * The driver throws a plain RuntimeException when the thread that waits for the login
	 * is interrupted.
	 */
	private Connection openUntracked(Credentials as) throws SQLException {
		try {
			return this.opener.open(as);
		}
		catch (RuntimeException ex) {
			if (Thread.currentThread().isInterrupted()) {
				throw new SQLTransientConnectionException("Interrupted while a connection was opened", "08001", ex);
			}
			throw ex;
		}
	}

	private void requireNotClosing() throws SQLException {
		if (this.open.isClosing()) {
			throw new SQLTransientConnectionException("The pool closes", "08003");
		}
	}

	/**
	 * Ends the waits. The driver waits for a login on a thread of its own, so an
	 * interrupt does that.
	 */
	void interrupt() {
		this.threads.forEach(Thread::interrupt);
	}

}

package io.chanuka.db.pool;

import java.sql.SQLException;
import java.util.List;

import io.chanuka.db.connection.CloseReason;
import io.chanuka.db.connection.EscapedText;
import io.chanuka.db.connection.PhysicalConnection;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.pool.cancel.Borrow;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;

/**
 * What an operator may do to the connections of the runtime pool.
 */
public final class PoolOperations {

	private static final Log logger = LogFactory.getLog(PoolOperations.class);

	private final RuntimePool pool;

	/**
	 * Create a new instance.
	 * @param pool the pool
	 */
	public PoolOperations(RuntimePool pool) {
		this.pool = pool;
	}

	/**
	 * Closes the connections that a thread holds: the server cancels what they run, and
	 * the thread gets an error of class 08.
	 * @param thread the name of the thread
	 * @return how many were closed
	 */
	public int evict(String thread) {
		PhysicalConnectionSource source = this.pool.source();
		if (source == null) {
			return 0;
		}
		List<Borrow> held = source.connections()
			.list()
			.stream()
			.filter(PhysicalConnection::isActive)
			.map(Borrow::of)
			.filter((borrow) -> borrow.holder().equals(thread))
			.toList();
		int closed = (int) held.stream().filter(PoolOperations::close).count();
		logger.warn(LogMessage.format("Evicted the connections of thread '%s' on request: %d", EscapedText.of(thread),
				closed));
		return closed;
	}

	/**
	 * Closes a connection, unless it was returned meanwhile. If it is returned after it
	 * was marked, HikariCP closes it then.
	 * @return whether it is closed
	 */
	private static boolean close(Borrow borrow) {
		PhysicalConnection connection = borrow.connection();
		connection.evict(borrow.uses());
		if (!borrow.isCurrent()) {
			return false;
		}
		connection.retire(CloseReason.RETIRED);
		try {
			connection.cancel();
		}
		catch (SQLException ex) {
			logger.debug(LogMessage.format("%s cannot be cancelled", connection), ex);
		}
		if (!borrow.isCurrent()) {
			return true;
		}
		try {
			connection.abort(Runnable::run);
		}
		catch (SQLException ex) {
			logger.debug(LogMessage.format("%s cannot be aborted", connection), ex);
		}
		return true;
	}

	/**
	 * Replaces every connection: those that are idle now, those that are active when they
	 * are returned.
	 * @return how many are replaced
	 */
	public int renew() {
		int number = this.pool.snapshot().total();
		this.pool.renew(CloseReason.RETIRED);
		logger.info(LogMessage.format("Renewing the connections of the pool on request: %d", number));
		return number;
	}

}

package io.chanuka.db.connection;

import java.sql.Connection;
import java.time.Duration;

/**
 * Follows the physical connections of a source from their opening to their close.
 */
public interface ConnectionListener {

	/**
	 * Has a connection used as it is, and follows nothing.
	 */
	ConnectionListener NONE = new ConnectionListener() {
	};

	/**
	 * Wraps the driver's connection, for what is to happen on it.
	 * @param connection the driver's connection
	 * @return the connection to use, which unwraps to the driver's
	 */
	default Connection wrap(Connection connection) {
		return connection;
	}

	/**
	 * A connection was opened.
	 * @param connection the connection
	 * @param duration how long that took
	 */
	default void opened(PhysicalConnection connection, Duration duration) {
	}

	/**
	 * A connection was closed.
	 * @param connection the connection
	 * @param reason why
	 */
	default void closed(PhysicalConnection connection, CloseReason reason) {
	}

}

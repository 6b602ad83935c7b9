package io.chanuka.db.pool;

/**
 * What the pool above a source could use.
 */
@FunctionalInterface
interface ConnectionDemand {

	/**
	 * How many connections the pool could use now.
	 * @return the number, those that are being opened included
	 */
	int missing();

	/**
	 * Whether the pool has started: until then it must not wait for a server, because it
	 * holds a lock while it starts.
	 */
	default boolean mayWait() {
		return true;
	}

	/**
	 * Whether callers wait for a connection.
	 */
	default boolean isUrgent() {
		return false;
	}

	/**
	 * Called after a connection was closed.
	 */
	default void connectionClosed() {
	}

}

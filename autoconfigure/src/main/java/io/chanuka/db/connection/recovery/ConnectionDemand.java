package io.chanuka.db.connection.recovery;

/**
 * What the pool above a source could use.
 */
@FunctionalInterface
public interface ConnectionDemand {

	/**
	 * How many connections the pool could use now.
	 * @return the number, those that are being opened included
	 */
	int missing();

	/**
	 * Whether the pool has started: until then it must not wait for a server, because it
	 * holds a lock while it starts.
	 * @return {@code true} if so
	 */
	default boolean mayWait() {
		return true;
	}

	/**
	 * Whether callers wait for a connection.
	 * @return {@code true} if so
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

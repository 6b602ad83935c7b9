package io.chanuka.db.connection;

import java.util.Locale;

/**
 * Why a connection was closed.
 */
public enum CloseReason {

	/**
	 * It reached its maximum number of uses.
	 */
	USES,

	/**
	 * Its certificates were replaced.
	 */
	RELOAD,

	/**
	 * Its server has become read-only, and new connections reach one that is writable.
	 */
	FAILOVER,

	/**
	 * It did not answer the check before a borrow.
	 */
	VALIDATION,

	/**
	 * It broke while it was used.
	 */
	ERROR,

	/**
	 * It reached its maximum lifetime or idle timeout, or was evicted.
	 */
	RETIRED,

	/**
	 * The pool closed.
	 */
	SHUTDOWN;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}

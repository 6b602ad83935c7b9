package io.chanuka.db.pool;

import java.util.Locale;

/**
 * Why a connection was closed.
 */
public enum CloseReason {

	/**
	 * It was lent often enough.
	 */
	USES,

	/**
	 * Its certificates were replaced.
	 */
	RELOAD,

	/**
	 * It did not answer the check before a borrow.
	 */
	VALIDATION,

	/**
	 * It broke while it was used.
	 */
	ERROR,

	/**
	 * It was too old, idle for too long, or evicted by somebody.
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

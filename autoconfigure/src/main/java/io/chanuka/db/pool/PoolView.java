package io.chanuka.db.pool;

/**
 * A view of the runtime pool for application code, to be injected.
 */
@FunctionalInterface
public interface PoolView {

	/**
	 * The pool's connections now, read from memory.
	 * @return a snapshot
	 */
	PoolSnapshot snapshot();

}

package io.chanuka.db.retry;

/**
 * Work on the database without a result, for {@link DatabaseRetry}. It is done once more
 * after a transient error, so it begins its own transaction.
 *
 * @param <E> the checked exception that it declares, if any
 */
@FunctionalInterface
public interface DatabaseAction<E extends Exception> {

	/**
	 * Does the work.
	 * @throws E if it fails
	 */
	void execute() throws E;

}

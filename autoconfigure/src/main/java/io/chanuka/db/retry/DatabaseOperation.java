package io.chanuka.db.retry;

import org.jspecify.annotations.Nullable;

/**
 * Work on the database with a result, for {@link DatabaseRetry}. It is done once more
 * after a transient error, so it begins its own transaction.
 *
 * @param <T> the type of the result
 * @param <E> the checked exception that it declares, if any
 */
@FunctionalInterface
public interface DatabaseOperation<T extends @Nullable Object, E extends Exception> {

	/**
	 * Does the work.
	 * @return the result
	 * @throws E if it fails
	 */
	T execute() throws E;

}

package io.chanuka.db.retry;

import org.jspecify.annotations.Nullable;

import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.core.retry.Retryable;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Runs a named operation, and retries it after transient database errors as
 * {@code chanuka.db.retry.*} sets. Each attempt needs a transaction of its own, which the
 * operation begins. After a lost connection it is unknown whether a commit took effect,
 * so the operation must be one that may take effect twice.
 */
public final class DatabaseRetry {

	private final RetryTemplate template;

	/**
	 * Create a new instance.
	 * @param template decides what is retried, how often and after what delay, such as
	 * the bean {@code databaseRetryTemplate}
	 */
	public DatabaseRetry(RetryTemplate template) {
		this.template = template;
	}

	/**
	 * Runs an operation that has a result.
	 * @param name what the operation does, as the log and the exception name it, such as
	 * {@code Load orders}
	 * @param operation the operation, which begins its own transaction
	 * @param <T> the type of the result
	 * @param <E> the checked exception that the operation declares
	 * @return the result of the first attempt that succeeds
	 * @throws E what the operation throws, if that is not retried
	 * @throws DatabaseRetryException if every attempt failed with a transient error
	 * @throws IllegalTransactionStateException if a transaction is active
	 */
	public <T extends @Nullable Object, E extends Exception> T execute(String name, DatabaseOperation<T, E> operation)
			throws E {
		refuseInTransaction(name);
		try {
			return this.template.execute(new NamedOperation<>(name, operation));
		}
		catch (RetryException ex) {
			if (this.template.getRetryPolicy().shouldRetry(ex.getCause())) {
				throw exhausted(name, ex);
			}
			throw DatabaseRetry.<E>unwrapped(ex.getCause());
		}
	}

	/**
	 * Runs an operation that has no result.
	 * @param name what the operation does, as the log and the exception name it
	 * @param action the operation, which begins its own transaction
	 * @param <E> the checked exception that the operation declares
	 * @throws E what the operation throws, if that is not retried
	 * @throws DatabaseRetryException if every attempt failed with a transient error
	 * @throws IllegalTransactionStateException if a transaction is active
	 */
	public <E extends Exception> void run(String name, DatabaseAction<E> action) throws E {
		this.<@Nullable Object, E>execute(name, () -> {
			action.execute();
			return null;
		});
	}

	private static void refuseInTransaction(String name) {
		if (TransactionSynchronizationManager.isActualTransactionActive()) {
			throw new IllegalTransactionStateException(name + " cannot be retried inside an active transaction: after "
					+ "an error the server refuses its statements until it is rolled back, and an operation with "
					+ "REQUIRES_NEW would hold its connection during the back-off. Call DatabaseRetry outside the "
					+ "transaction, and begin the transaction inside the operation");
		}
	}

	private static DatabaseRetryException exhausted(String name, RetryException failure) {
		int attempts = failure.getRetryCount() + 1;
		String interrupted = Thread.currentThread().isInterrupted() ? " and an interrupt" : "";
		DatabaseRetryException exhausted = new DatabaseRetryException(
				name + " failed after " + attempts + ((attempts == 1) ? " attempt" : " attempts") + interrupted + ": "
						+ RetryRecorder.description(failure.getCause()),
				attempts, failure.getCause());
		for (Throwable earlier : failure.getSuppressed()) {
			exhausted.addSuppressed(earlier);
		}
		return exhausted;
	}

	/**
	 * What the operation threw: unchecked, or of the type that it declares.
	 */
	@SuppressWarnings("unchecked")
	private static <E extends Exception> E unwrapped(Throwable thrown) {
		if (thrown instanceof Error error) {
			throw error;
		}
		return (E) thrown;
	}

	/**
	 * An operation with its name.
	 *
	 * @param <T> the type of the result
	 * @param name the name
	 * @param operation the operation
	 */
	private record NamedOperation<T extends @Nullable Object>(String name,
			DatabaseOperation<T, ?> operation) implements Retryable<T> {

		@Override
		public T execute() throws Exception {
			return this.operation.execute();
		}

		@Override
		public String getName() {
			return this.name;
		}

	}

}

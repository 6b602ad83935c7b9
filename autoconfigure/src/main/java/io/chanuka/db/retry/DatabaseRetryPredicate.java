package io.chanuka.db.retry;

import java.lang.reflect.Method;

import org.springframework.resilience.retry.MethodRetryPredicate;

/**
 * {@link MethodRetryPredicate} for {@code @Retryable(predicate =
 * DatabaseRetryPredicate.class)}: retries after transient database errors, and not at all
 * inside an active transaction, which an annotated method cannot refuse.
 */
public final class DatabaseRetryPredicate implements MethodRetryPredicate {

	/**
	 * Create a new instance.
	 */
	public DatabaseRetryPredicate() {
	}

	@Override
	public boolean shouldRetry(Method method, Throwable throwable) {
		return TransientErrors.isRetryable(throwable);
	}

}

package io.chanuka.db.retry;

import io.chanuka.db.settings.RetrySettings;
import org.jspecify.annotations.Nullable;

import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryListener;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.core.retry.Retryable;

/**
 * {@link RetryTemplate} for transient database errors, whose back-off depends on the
 * error. A policy that is set later takes the place of ours.
 */
public final class DatabaseRetryTemplate extends RetryTemplate {

	/**
	 * Create a new instance.
	 * @param settings how often and after what delay an operation is retried
	 * @param listener notified of the attempts
	 */
	public DatabaseRetryTemplate(RetrySettings settings, RetryListener listener) {
		super(new DatabaseRetryPolicy(settings));
		setRetryListener(listener);
	}

	@Override
	public <R extends @Nullable Object> R execute(Retryable<R> retryable) throws RetryException {
		if (getRetryPolicy() instanceof DatabaseRetryPolicy policy) {
			RetryTemplate once = new RetryTemplate(policy.forExecution());
			once.setRetryListener(getRetryListener());
			return once.execute(retryable);
		}
		return super.execute(retryable);
	}

}

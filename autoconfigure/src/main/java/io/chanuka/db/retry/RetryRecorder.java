package io.chanuka.db.retry;

import java.sql.SQLException;
import java.util.concurrent.atomic.LongAdder;

import io.chanuka.db.url.Redactor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryListener;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryState;
import org.springframework.core.retry.Retryable;

/**
 * Counts the attempts of operations, and logs the first retry of each.
 */
public final class RetryRecorder implements RetryListener {

	private static final Log logger = LogFactory.getLog(RetryRecorder.class);

	private final LongAdder succeeded = new LongAdder();

	private final LongAdder transientErrors = new LongAdder();

	private final LongAdder otherErrors = new LongAdder();

	private final LongAdder exhausted = new LongAdder();

	@Override
	public void onRetryableExecution(RetryPolicy policy, Retryable<?> retryable, RetryState state) {
		if (state.isSuccessful()) {
			this.succeeded.increment();
		}
		else if (policy.shouldRetry(state.getLastException())) {
			this.transientErrors.increment();
		}
		else {
			this.otherErrors.increment();
		}
	}

	@Override
	public void beforeRetry(RetryPolicy policy, Retryable<?> retryable, RetryState state) {
		if (state.getRetryCount() == 1) {
			logger.info(LogMessage.format("%s failed (%s); retrying", retryable.getName(),
					description(state.getLastException())));
		}
	}

	/**
	 * The framework calls this for errors that are not retried too.
	 */
	@Override
	public void onRetryPolicyExhaustion(RetryPolicy policy, Retryable<?> retryable, RetryException exception) {
		if (policy.shouldRetry(exception.getCause())) {
			this.exhausted.increment();
		}
	}

	/**
	 * An error in one line: what the driver or the pool reported, without the statement
	 * that Spring adds to it.
	 */
	static String description(Throwable failure) {
		Throwable reported = TransientErrors.reported(failure);
		String message = (reported.getMessage() != null) ? reported.getMessage() : reported.getClass().getSimpleName();
		String line = Redactor.redact(message.lines().findFirst().orElse(""));
		String state = (reported instanceof SQLException error) ? error.getSQLState() : null;
		return (state != null) ? line + " [SQLSTATE " + state + "]" : line;
	}

	/**
	 * How many attempts succeeded.
	 * @return the number so far
	 */
	public long succeeded() {
		return this.succeeded.sum();
	}

	/**
	 * How many attempts failed with a transient error.
	 * @return the number so far
	 */
	public long transientErrors() {
		return this.transientErrors.sum();
	}

	/**
	 * How many attempts failed with an error that is not retried.
	 * @return the number so far
	 */
	public long otherErrors() {
		return this.otherErrors.sum();
	}

	/**
	 * How many operations failed with a transient error in every attempt.
	 * @return the number so far
	 */
	public long exhausted() {
		return this.exhausted.sum();
	}

}

package io.chanuka.db.retry;

import java.time.Duration;

import io.chanuka.db.settings.RetrySettings;

import org.springframework.core.retry.RetryPolicy;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;

/**
 * {@link RetryPolicy} for transient database errors. The back-off depends on the error: a
 * transaction that has lost against another one is repeated soon, a server that is
 * unavailable needs time.
 */
final class DatabaseRetryPolicy implements RetryPolicy {

	private static final Duration AFTER_CONFLICT = Duration.ofMillis(50);

	private final int maxRetries;

	private final RetryPolicy afterConflict;

	private final RetryPolicy otherwise;

	DatabaseRetryPolicy(RetrySettings settings) {
		this.maxRetries = settings.maxAttempts().value() - 1;
		Duration delay = settings.initialDelay().value();
		this.afterConflict = policy(settings, (delay.compareTo(AFTER_CONFLICT) < 0) ? delay : AFTER_CONFLICT);
		this.otherwise = policy(settings, delay);
	}

	private static RetryPolicy policy(RetrySettings settings, Duration delay) {
		return RetryPolicy.builder()
			.maxRetries(settings.maxAttempts().value() - 1)
			.delay(delay)
			.multiplier(settings.multiplier().value())
			.maxDelay(settings.maxDelay().value())
			.jitter(delay.dividedBy(2))
			.predicate(TransientErrors::isRetryable)
			.build();
	}

	@Override
	public boolean shouldRetry(Throwable throwable) {
		return this.otherwise.shouldRetry(throwable);
	}

	@Override
	public BackOff getBackOff() {
		return this.otherwise.getBackOff();
	}

	/**
	 * The policy of a single execution, which remembers the last error.
	 * @return a new policy, to be used by one thread
	 */
	RetryPolicy forExecution() {
		return new ForExecution();
	}

	@Override
	public String toString() {
		return "after a conflict " + this.afterConflict.getBackOff() + ", otherwise " + this.otherwise.getBackOff();
	}

	/**
	 * The framework asks whether to retry an error, and then for the delay.
	 */
	private final class ForExecution implements RetryPolicy {

		private boolean isConflict;

		@Override
		public boolean shouldRetry(Throwable throwable) {
			this.isConflict = TransientErrors.isConflict(throwable);
			return DatabaseRetryPolicy.this.shouldRetry(throwable);
		}

		@Override
		public BackOff getBackOff() {
			return this::start;
		}

		private BackOffExecution start() {
			BackOffExecution soon = DatabaseRetryPolicy.this.afterConflict.getBackOff().start();
			BackOffExecution later = DatabaseRetryPolicy.this.otherwise.getBackOff().start();
			int[] retries = { 0 };
			return () -> {
				if (retries[0]++ >= DatabaseRetryPolicy.this.maxRetries) {
					return BackOffExecution.STOP;
				}
				return (this.isConflict ? soon : later).nextBackOff();
			};
		}

	}

}

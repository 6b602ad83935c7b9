package io.chanuka.db.retry;

import java.io.Serial;

import org.springframework.dao.DataAccessException;

/**
 * An operation failed with transient database errors in every attempt. The cause is the
 * error of the last attempt, those of the earlier ones are suppressed exceptions.
 */
public final class DatabaseRetryException extends DataAccessException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final int attempts;

	/**
	 * Create a new instance.
	 * @param message the sentence to log or to show
	 * @param attempts how often the operation was attempted
	 * @param cause the error of the last attempt
	 */
	DatabaseRetryException(String message, int attempts, Throwable cause) {
		super(message, cause);
		this.attempts = attempts;
	}

	/**
	 * How often the operation was attempted.
	 * @return the number, the first attempt included
	 */
	public int attempts() {
		return this.attempts;
	}

}

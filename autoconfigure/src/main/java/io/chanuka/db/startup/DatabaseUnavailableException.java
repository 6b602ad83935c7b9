package io.chanuka.db.startup;

import java.sql.SQLException;

/**
 * The application cannot start because an endpoint has not accepted its first connection.
 * The cause is what the last attempt threw.
 */
public final class DatabaseUnavailableException extends SQLException {

	private static final long serialVersionUID = 1L;

	private final transient StartupFailure failure;

	/**
	 * Create a new instance.
	 * @param failure the last failed attempt
	 */
	public DatabaseUnavailableException(StartupFailure failure) {
		super(failure.message(), failure.cause().getSQLState(), failure.cause());
		this.failure = failure;
	}

	/**
	 * The last failed attempt.
	 * @return the failure
	 */
	public StartupFailure failure() {
		return this.failure;
	}

}

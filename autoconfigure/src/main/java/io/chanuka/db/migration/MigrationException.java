package io.chanuka.db.migration;

import org.jspecify.annotations.Nullable;

/**
 * The application must not start with the schema as it is. The message describes what was
 * found, and {@link #action()} what to do.
 */
public class MigrationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String action;

	/**
	 * Create a new instance.
	 * @param message what was found
	 * @param action what to do
	 * @param cause the failure that led to it, if there is one
	 */
	public MigrationException(String message, String action, @Nullable Throwable cause) {
		super(message, cause);
		this.action = action;
	}

	/**
	 * What to do.
	 * @return sentences for the operator
	 */
	public String action() {
		return this.action;
	}

}

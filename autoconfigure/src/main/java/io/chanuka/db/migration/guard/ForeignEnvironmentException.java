package io.chanuka.db.migration.guard;

/**
 * An application was about to migrate or to clean the database of another environment.
 */
public class ForeignEnvironmentException extends RuntimeException {

	private final String origin;

	/**
	 * Create a new instance.
	 * @param message what was found
	 * @param origin where the URL comes from
	 */
	ForeignEnvironmentException(String message, String origin) {
		super(message);
		this.origin = origin;
	}

	/**
	 * Where the URL comes from.
	 * @return the origin in words
	 */
	public String origin() {
		return this.origin;
	}

}

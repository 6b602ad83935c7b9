package io.chanuka.db.url;

/**
 * Thrown when a text cannot be read as the URL of a PostgreSQL database. The message
 * never contains user info.
 */
public class InvalidPostgresUrlException extends IllegalArgumentException {

	private final String reason;

	private final String action;

	/**
	 * Create a new instance.
	 * @param reason what is wrong, without secrets
	 * @param action what the reader can do about it
	 */
	public InvalidPostgresUrlException(String reason, String action) {
		super(reason);
		this.reason = reason;
		this.action = action;
	}

	/**
	 * What is wrong.
	 * @return a clause without secrets
	 */
	public String getReason() {
		return this.reason;
	}

	/**
	 * What the reader can do about it.
	 * @return a sentence
	 */
	public String getAction() {
		return this.action;
	}

}

package io.chanuka.db.command;

/**
 * A command cannot be run as it was requested.
 */
public class WrongUseException extends RuntimeException {

	/**
	 * Create a new instance.
	 * @param message what is wrong and what to do
	 */
	public WrongUseException(String message) {
		super(message);
	}

}

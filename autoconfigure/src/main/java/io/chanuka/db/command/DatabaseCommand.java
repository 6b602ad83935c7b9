package io.chanuka.db.command;

/**
 * Work that is done in the place of the application.
 */
@FunctionalInterface
public interface DatabaseCommand {

	/**
	 * Runs.
	 * @return the outcome
	 */
	CommandReport run();

}

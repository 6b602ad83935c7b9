package io.chanuka.db.autoconfigure.command;

/**
 * Where a command prints to and what it ends. Another one may be registered in the
 * bootstrap context.
 */
interface CommandConsole {

	/**
	 * Prints the report.
	 */
	void print(String text);

	/**
	 * Prints why the command cannot be run.
	 */
	void printError(String text);

	/**
	 * Ends the process.
	 */
	void exit(int code);

}

package io.chanuka.db.autoconfigure.command.application;

/**
 * Prints what a bean does.
 */
final class Done {

	/**
	 * What each line begins with.
	 */
	static final String PREFIX = "DONE: ";

	private Done() {
	}

	static void print(String what) {
		System.out.println(PREFIX + what);
	}

	static <T> T print(String what, T bean) {
		print(what);
		return bean;
	}

}

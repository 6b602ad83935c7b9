package io.chanuka.db.command.verify;

import java.util.Locale;

/**
 * How a check ended.
 */
enum FindingState {

	/**
	 * As the settings state.
	 */
	OK,

	/**
	 * Works, and an operator should know.
	 */
	NOTE,

	/**
	 * Could not be checked.
	 */
	UNKNOWN,

	/**
	 * Not as the settings state.
	 */
	FAILED;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}

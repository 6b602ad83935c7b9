package io.chanuka.db.settings;

import java.util.Locale;

/**
 * What the start of an application does with the migrations.
 */
public enum MigrationMode {

	/**
	 * Applies those that are pending.
	 */
	MIGRATE,

	/**
	 * Starts only if none is pending and none was changed.
	 */
	VALIDATE,

	/**
	 * Waits until another instance or a job has applied them.
	 */
	WAIT,

	/**
	 * Does nothing.
	 */
	NONE;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}

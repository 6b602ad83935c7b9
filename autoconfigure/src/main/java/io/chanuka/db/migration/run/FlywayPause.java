package io.chanuka.db.migration.run;

import java.util.Set;

/**
 * Pause of Flyway between two attempts, recognised by the stack of its thread.
 */
enum FlywayPause {

	/**
	 * The thread does something else.
	 */
	NONE,

	/**
	 * Between two attempts to obtain the lock.
	 */
	LOCK,

	/**
	 * Between two of the ten attempts to create its table or a schema. It ignores an
	 * interrupt there and begins the next attempt.
	 */
	CREATION;

	private static final String LOCKING = "org.flywaydb.core.internal.strategy.RetryStrategy";

	private static final Set<String> CREATING = Set.of("org.flywaydb.core.internal.command.DbSchemas",
			"org.flywaydb.core.internal.schemahistory.JdbcTableSchemaHistory$1");

	/**
	 * In which one a thread is.
	 * @param thread a thread that sleeps
	 * @return the pause
	 */
	static FlywayPause of(Thread thread) {
		for (StackTraceElement frame : thread.getStackTrace()) {
			if (!frame.getClassName().startsWith("java.lang.")) {
				return ofClass(frame.getClassName());
			}
		}
		return NONE;
	}

	private static FlywayPause ofClass(String name) {
		if (CREATING.contains(name)) {
			return CREATION;
		}
		return name.equals(LOCKING) ? LOCK : NONE;
	}

}

package io.chanuka.db.migration.run;

import java.util.Set;

/**
 * Pause of Flyway between two of its ten attempts to create its table or a schema. It
 * ignores an interrupt there and begins the next attempt.
 */
final class CreationPause {

	private static final Set<String> CREATING = Set.of("org.flywaydb.core.internal.command.DbSchemas",
			"org.flywaydb.core.internal.schemahistory.JdbcTableSchemaHistory$1");

	private CreationPause() {
	}

	/**
	 * Whether a thread is in one.
	 * @param thread a thread that sleeps
	 * @return {@code true} if so
	 */
	static boolean isIn(Thread thread) {
		for (StackTraceElement frame : thread.getStackTrace()) {
			if (!frame.getClassName().startsWith("java.lang.")) {
				return CREATING.contains(frame.getClassName());
			}
		}
		return false;
	}

}

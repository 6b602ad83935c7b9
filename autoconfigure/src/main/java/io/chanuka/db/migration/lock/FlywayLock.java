package io.chanuka.db.migration.lock;

import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/**
 * How Flyway holds its lock: by a transaction, as is its default, or by the session. That
 * is set for each configuration, and read whenever Flyway takes the lock.
 */
final class FlywayLock {

	private FlywayLock() {
	}

	static boolean isTransactional(Configuration configuration) {
		return extension(configuration).isTransactionalLock();
	}

	/**
	 * Whether a property or a customizer has decided.
	 */
	static boolean isStated(Configuration configuration) {
		PostgreSQLConfigurationExtension extension = extension(configuration);
		return extension.getTransactional() != null && extension.getTransactional().getLock() != null;
	}

	static void belongsToSession(Configuration configuration) {
		extension(configuration).setTransactionalLock(false);
	}

	private static PostgreSQLConfigurationExtension extension(Configuration configuration) {
		return configuration.getPluginRegister().getExact(PostgreSQLConfigurationExtension.class);
	}

}

package io.chanuka.db.connection.driver;

import java.sql.SQLNonTransientConnectionException;

/**
 * Migrations would go through a pooler that nothing but the connection itself betrays.
 */
public final class PooledMigrationException extends SQLNonTransientConnectionException {

	private static final long serialVersionUID = 1L;

	PooledMigrationException(String url) {
		super("A pooler stands between the application and the server at " + url
				+ ": migrations would lose their lock and break the tracking", "08004");
	}

}

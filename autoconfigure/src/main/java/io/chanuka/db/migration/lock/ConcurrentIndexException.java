package io.chanuka.db.migration.lock;

import io.chanuka.db.migration.MigrationException;
import org.flywaydb.core.api.MigrationInfo;

/**
 * A migration would build an index concurrently while Flyway's lock is held by a
 * transaction, for which it would wait without an end.
 */
public final class ConcurrentIndexException extends MigrationException {

	private static final long serialVersionUID = 1L;

	private static final String ACTION = """
			Set chanuka.db.migration.url to the direct endpoint: there Flyway's lock belongs to the session.

			If each client has a server connection of its own for the whole session, set \
			spring.flyway.postgresql.transactional-lock=false.""";

	private ConcurrentIndexException(String message) {
		super(message, ACTION, null);
	}

	static ConcurrentIndexException of(MigrationInfo migration, int line) {
		return new ConcurrentIndexException(
				"%s builds an index CONCURRENTLY in line %d, which waits for every older transaction. %s"
					.formatted(migration.getScript(), line, reason()));
	}

	static ConcurrentIndexException ofUnknownContent(MigrationInfo migration) {
		return new ConcurrentIndexException(
				"%s runs outside of a transaction and may build an index CONCURRENTLY, which waits for every older transaction. %s"
					.formatted(migration.getScript(), reason()));
	}

	private static String reason() {
		return "Flyway's lock is held by one that is as long as the migration, so it would never end. Nothing of it was applied.";
	}

}

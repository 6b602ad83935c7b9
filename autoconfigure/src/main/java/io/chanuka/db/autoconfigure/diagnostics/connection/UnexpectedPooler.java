package io.chanuka.db.autoconfigure.diagnostics.connection;

import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import io.chanuka.db.connection.driver.PooledMigrationException;
import org.jspecify.annotations.Nullable;

/**
 * Migrations through a pooler that was not configured.
 */
public final class UnexpectedPooler implements FailureExplanation {

	@Override
	public String sentence() {
		return "Migrations would go through a pooler at {address}.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		if (!failure.has(PooledMigrationException.class)) {
			return null;
		}
		return Explanation.of(sentence(), "address", failure.address())
			.because(
					"Flyway's lock is held by a session, and a pooler can assign several sessions of the server to one client.")
			.action("Set chanuka.db.migration.url or the variable MIGRATION_DATABASE_URL to the direct endpoint.")
			.action("If the pooler assigns a server connection for the whole session, set chanuka.db.pooler.mode=session; if there "
					+ "is none, set it to none.")
			.action("chanuka.db.migration.allow-pooled=true migrates through it all the same.");
	}

}

package io.chanuka.db.autoconfigure.diagnostics;

import io.chanuka.db.connection.driver.PooledMigrationException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Analyzes the failure of migrations that were connected to a pooler which was not
 * configured.
 */
class PooledMigrationFailureAnalyzer extends AbstractFailureAnalyzer<PooledMigrationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, PooledMigrationException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"""
						Set chanuka.db.migration.url or the variable MIGRATION_DATABASE_URL to the direct endpoint.

						If the pooler assigns a server connection for the whole session, set chanuka.db.pooler.mode=session; if there is \
						none, set it to none. chanuka.db.migration.allow-pooled=true migrates through it all the same.""",
				cause);
	}

}

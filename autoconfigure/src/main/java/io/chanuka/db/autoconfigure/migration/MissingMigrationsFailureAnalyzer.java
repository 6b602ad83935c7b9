package io.chanuka.db.autoconfigure.migration;

import io.chanuka.db.migration.MissingMigrationsException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Describes what to do when the database has migrations and the application has none.
 */
class MissingMigrationsFailureAnalyzer extends AbstractFailureAnalyzer<MissingMigrationsException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MissingMigrationsException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()), """
				Build the jar with its migrations. If they are elsewhere, set spring.flyway.locations.

				If another application or a job migrates this schema, set spring.flyway.enabled=false.""", cause);
	}

}

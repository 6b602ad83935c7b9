package io.chanuka.db.autoconfigure.guard;

import io.chanuka.db.migration.guard.ForeignEnvironmentException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Analyzes why the database of another environment is not migrated.
 */
class ForeignEnvironmentFailureAnalyzer extends AbstractFailureAnalyzer<ForeignEnvironmentException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ForeignEnvironmentException cause) {
		return new FailureAnalysis(cause.getMessage() + " The URL comes from " + cause.origin() + ".",
				"""
						If the URL is wrong, correct it there. If the environment is wrong, set chanuka.db.environment.

						If the database belongs to this environment from now on, run the application once with --chanuka.db.run=mark. \
						chanuka.db.migration.guard=warn or off migrates it all the same.""",
				cause);
	}

}

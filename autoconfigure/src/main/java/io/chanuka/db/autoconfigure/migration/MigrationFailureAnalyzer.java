package io.chanuka.db.autoconfigure.migration;

import io.chanuka.db.migration.MigrationException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Describes why the application does not start with the schema as it is. Before those for
 * failures of Flyway, which may be the cause or the wrapper.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class MigrationFailureAnalyzer extends AbstractFailureAnalyzer<MigrationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MigrationException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
	}

}

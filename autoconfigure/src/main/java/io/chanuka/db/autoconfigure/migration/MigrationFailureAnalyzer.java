package io.chanuka.db.autoconfigure.migration;

import io.chanuka.db.autoconfigure.diagnostics.ApplicationAnalyzers;
import io.chanuka.db.migration.MigrationException;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Describes why the application does not start with the schema as it is. Before those for
 * failures of Flyway, which may be the cause or the wrapper, and after those of the
 * application.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class MigrationFailureAnalyzer extends AbstractFailureAnalyzer<MigrationException> {

	private final ApplicationAnalyzers applicationAnalyzers;

	MigrationFailureAnalyzer(BeanFactory beanFactory, Environment environment) {
		this.applicationAnalyzers = new ApplicationAnalyzers(beanFactory, environment);
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MigrationException cause) {
		FailureAnalysis own = this.applicationAnalyzers.analyze(rootFailure);
		return (own != null) ? own : new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
	}

}

package io.chanuka.db.autoconfigure.diagnostics;

import java.util.Objects;

import io.chanuka.db.autoconfigure.diagnostics.failure.AnalysisText;
import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Explains why the database ended the start. Last, so that an analyzer of the application
 * wins.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
class DatabaseFailureAnalyzer implements FailureAnalyzer {

	private final FailureSearch search;

	private final Explanations explanations;

	private final ApplicationAnalyzers applicationAnalyzers;

	DatabaseFailureAnalyzer(BeanFactory beanFactory, Environment environment) {
		this.search = new FailureSearch(beanFactory);
		this.explanations = new Explanations(environment);
		this.applicationAnalyzers = new ApplicationAnalyzers(beanFactory, environment);
	}

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		DatabaseFailure found = this.search.find(failure);
		if (found == null) {
			return null;
		}
		FailureAnalysis own = this.applicationAnalyzers.analyze(failure);
		return (own != null) ? own : explain(found);
	}

	private @Nullable FailureAnalysis explain(DatabaseFailure found) {
		return this.explanations.all()
			.stream()
			.map((explanation) -> explanation.explain(found))
			.filter(Objects::nonNull)
			.findFirst()
			.map((explanation) -> AnalysisText.of(found, explanation))
			.orElse(null);
	}

}

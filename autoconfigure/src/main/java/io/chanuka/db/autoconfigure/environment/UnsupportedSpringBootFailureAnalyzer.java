package io.chanuka.db.autoconfigure.environment;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Names the version to change.
 */
class UnsupportedSpringBootFailureAnalyzer extends AbstractFailureAnalyzer<UnsupportedSpringBootException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnsupportedSpringBootException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"Set the version of spring-boot-starter-parent, of spring-boot-dependencies or of the Gradle plugin "
						+ "org.springframework.boot to the latest 4.1.x.",
				cause);
	}

}

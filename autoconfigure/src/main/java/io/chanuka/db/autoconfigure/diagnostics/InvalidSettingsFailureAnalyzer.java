package io.chanuka.db.autoconfigure.diagnostics;

import java.util.List;

import io.chanuka.db.settings.report.InvalidSettingsException;
import io.chanuka.db.settings.report.SettingsViolation;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Lists every violation with what to do about it.
 */
class InvalidSettingsFailureAnalyzer extends AbstractFailureAnalyzer<InvalidSettingsException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidSettingsException cause) {
		List<SettingsViolation> violations = cause.getViolations();
		StringBuilder description = new StringBuilder();
		cause.getWarnings()
			.stream()
			.filter((warning) -> warning.startsWith("Ignored: "))
			.forEach((warning) -> description.append(warning).append("\n\n"));
		description.append("The database settings are not usable:").append('\n');
		StringBuilder action = new StringBuilder();
		for (SettingsViolation violation : violations) {
			description.append("\n  - ").append(violation);
			action.append(action.isEmpty() ? "" : "\n")
				.append("  - ")
				.append(violation.source())
				.append(": ")
				.append(violation.action());
		}
		return new FailureAnalysis(description.toString(), "Correct each of them:\n\n" + action, cause);
	}

}

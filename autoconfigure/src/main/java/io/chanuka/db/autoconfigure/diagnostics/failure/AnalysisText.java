package io.chanuka.db.autoconfigure.diagnostics.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.Origin;

import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Writes an analysis: at most ten lines, of which the first is an ignored URL, if there
 * is one.
 */
public final class AnalysisText {

	private static final int LINES = 10;

	private static final int WIDTH = 400;

	private static final String IGNORED = "Ignored: ";

	private AnalysisText() {
	}

	/**
	 * Writes an analysis.
	 * @param failure the failure
	 * @param explanation its explanation
	 * @return the analysis
	 */
	public static FailureAnalysis of(DatabaseFailure failure, Explanation explanation) {
		List<String> description = new ArrayList<>();
		failure.settings()
			.warnings()
			.stream()
			.filter((warning) -> warning.startsWith(IGNORED))
			.forEach(description::add);
		description.add(explanation.happened() + context(failure));
		description.add("  Endpoint: " + endpoint(failure));
		description.add("  Set by: " + origins(failure));
		explanation.reasons().forEach((reason) -> description.add("  " + reason));
		int left = LINES - description.size();
		List<String> action = explanation.actions().subList(0, Math.min(left, explanation.actions().size()));
		return new FailureAnalysis(text(description), text(action), failure.thrown());
	}

	private static String context(DatabaseFailure failure) {
		List<String> parts = Stream
			.of(failure.state().isEmpty() ? "" : "SQLSTATE " + failure.state(), failure.attempts())
			.filter((part) -> !part.isEmpty())
			.toList();
		return parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
	}

	private static String text(List<String> lines) {
		return String.join("\n", lines.stream().map(AnalysisText::line).toList());
	}

	private static String line(String text) {
		String line = text.replaceAll("\\s*\\R\\s*", " ");
		return (line.length() > WIDTH) ? line.substring(0, WIDTH) + " ..." : line;
	}

	private static String endpoint(DatabaseFailure failure) {
		DatabaseSettings settings = failure.settings();
		boolean same = settings.runtime().postgresUrl().equals(settings.migration().postgresUrl())
				&& Objects.equals(settings.runtime().username(), settings.migration().username());
		return (same ? "runtime and migration" : failure.role()) + ", " + failure.endpoint().postgresUrl() + ", user "
				+ failure.user();
	}

	private static String origins(DatabaseFailure failure) {
		EndpointSettings endpoint = failure.endpoint();
		Origin credentials = endpoint.credentials().origin();
		boolean together = credentials.toString().equals(failure.origin()) || endpoint.username() == null;
		return together ? failure.origin() : failure.origin() + "; user and password: " + credentials;
	}

}

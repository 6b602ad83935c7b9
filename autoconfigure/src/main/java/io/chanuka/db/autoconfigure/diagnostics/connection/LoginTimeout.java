package io.chanuka.db.autoconfigure.diagnostics.connection;

import java.time.Duration;

import io.chanuka.db.autoconfigure.diagnostics.failure.Commands;
import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.settings.Setting;
import io.chanuka.db.settings.report.SettingsReport;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose other side does not answer.
 */
public final class LoginTimeout implements FailureExplanation {

	@Override
	public String sentence() {
		return "{address} accepted the connection and did not answer the login within {timeout}.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		if (failure.kind() != FailureKind.TIMEOUT) {
			return null;
		}
		Setting<Duration> limit = failure.settings().connection().loginTimeout();
		return Explanation.of(sentence(), "address", failure.address(), "timeout", SettingsReport.show(limit.value()))
			.because(
					"Likely: another service than PostgreSQL listens there, the server is overloaded, or it is a provider "
							+ "that resumes.")
			.action("Correct the port in " + failure.origin() + ", or increase " + limit.name() + " (" + limit.origin()
					+ "). Check with:")
			.run(Commands.isReady(failure));
	}

}

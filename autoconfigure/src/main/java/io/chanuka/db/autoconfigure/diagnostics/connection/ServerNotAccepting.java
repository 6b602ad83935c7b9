package io.chanuka.db.autoconfigure.diagnostics.connection;

import io.chanuka.db.autoconfigure.diagnostics.failure.Commands;
import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import io.chanuka.db.connection.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * A server that starts, stops or recovers.
 */
public final class ServerNotAccepting implements FailureExplanation {

	@Override
	public String sentence() {
		return "The server at {address} does not accept connections yet: {message}.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		if (failure.kind() != FailureKind.NOT_ACCEPTING) {
			return null;
		}
		return Explanation.of(sentence(), "address", failure.address(), "message", failure.message())
			.because("Likely: the server starts, recovers after a crash or shuts down.")
			.action("Wait until the server accepts connections; chanuka.db.startup.timeout limits how long the application does. "
					+ "Check with:")
			.run(Commands.isReady(failure));
	}

}

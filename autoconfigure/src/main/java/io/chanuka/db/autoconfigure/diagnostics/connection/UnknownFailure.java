package io.chanuka.db.autoconfigure.diagnostics.connection;

import io.chanuka.db.autoconfigure.diagnostics.failure.Commands;
import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import org.jspecify.annotations.Nullable;

/**
 * Any other failure to connect.
 */
public final class UnknownFailure implements FailureExplanation {

	@Override
	public String sentence() {
		return "Connecting to {address} failed: {message}.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		if (!failure.opening()) {
			return null;
		}
		return Explanation.of(sentence(), "address", failure.address(), "message", failure.message())
			.action("Connect as the application does, and compare:")
			.run(Commands.psql(failure))
			.action("logging.level.org.springframework.boot.diagnostics=debug adds the stack trace.");
	}

}

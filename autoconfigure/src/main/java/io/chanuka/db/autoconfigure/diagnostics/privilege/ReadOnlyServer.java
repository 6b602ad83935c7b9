package io.chanuka.db.autoconfigure.diagnostics.privilege;

import io.chanuka.db.autoconfigure.diagnostics.failure.Commands;
import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import org.jspecify.annotations.Nullable;

/**
 * A replica where a primary is needed.
 */
public final class ReadOnlyServer implements FailureExplanation {

	@Override
	public String sentence() {
		return "The server at {address} is read-only: {message}.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		if (!failure.state().equals("25006")) {
			return null;
		}
		return Explanation.of(sentence(), "address", failure.address(), "message", failure.message())
			.because("Likely: it is a replica, or default_transaction_read_only is on for the user or the database.")
			.action("Use the host of the primary in " + failure.origin()
					+ ", or all hosts and targetServerType=primary. Check with:")
			.run(Commands.psql(failure)
					+ " -c 'select pg_is_in_recovery(), current_setting($$default_transaction_read_only$$)'");
	}

}

package io.chanuka.db.autoconfigure.diagnostics.login;

import io.chanuka.db.autoconfigure.diagnostics.failure.Commands;
import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.settings.Setting;
import org.jspecify.annotations.Nullable;

/**
 * The server, the database or the user has no connection left.
 */
public final class TooManyConnections implements FailureExplanation {

	@Override
	public String sentence() {
		return "{address} has no connection left: {message}.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		if (failure.kind() != FailureKind.TOO_MANY_CONNECTIONS) {
			return null;
		}
		ConnectionLimits limits = ConnectionLimits.ask(failure.server());
		Setting<Integer> size = failure.settings().pool().maxSize();
		Explanation explanation = Explanation.of(sentence(), "address", failure.address(), "message", failure.message())
			.because((limits != null) ? limits.toString()
					: "The server does not answer the question for its limits either.")
			.because("This application opens at most " + size.value() + " connections (" + size.name() + ", "
					+ size.origin() + ") and 2 for migrations.");
		return explanation.action("Close connections of other clients, or increase the limit. They are listed by:")
			.run(Commands.asAdministrator(failure, failure.database(),
					"select usename, application_name, state, count(*) from pg_stat_activity group by 1, 2, 3"));
	}

}

package io.chanuka.db.autoconfigure.diagnostics.login;

import io.chanuka.db.autoconfigure.diagnostics.failure.Commands;
import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import io.chanuka.db.connection.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * The server does not let the user in, whatever the password is.
 */
public final class UserNotAdmitted implements FailureExplanation {

	@Override
	public String sentence() {
		return "{address} does not admit user {user}: {message}.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		if (!failure.state().startsWith("28") && !(failure.kind() == FailureKind.AUTHENTICATION)) {
			return null;
		}
		return Explanation
			.of(sentence(), "address", failure.address(), "user", failure.user(), "message", failure.message())
			.because("Likely: no entry of pg_hba.conf matches, or the role must not log in.")
			.action("Add an entry to pg_hba.conf and reload the server, or allow the role to log in:")
			.run(HbaEntry.of(failure, "host"))
			.run(Commands.asAdministrator(failure, "postgres",
					"alter role " + Commands.identifier(failure.user()) + " login"));
	}

}

package io.chanuka.db.autoconfigure.diagnostics.privilege;

import io.chanuka.db.autoconfigure.diagnostics.failure.Commands;
import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import org.jspecify.annotations.Nullable;

/**
 * The user must not connect to the database.
 */
public final class DatabasePrivilege implements FailureExplanation {

	@Override
	public String sentence() {
		return "User {user} must not connect to database {database} at {address}.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		if (!failure.state().equals("42501") || !failure.opening()) {
			return null;
		}
		return Explanation
			.of(sentence(), "user", failure.user(), "database", failure.database(), "address", failure.address())
			.because("Server: " + failure.message())
			.action("Grant the privilege, or correct the database in " + failure.origin() + ":")
			.run(Commands.asAdministrator(failure, "postgres", "grant connect on database "
					+ Commands.identifier(failure.database()) + " to " + Commands.identifier(failure.user())));
	}

}

package io.chanuka.db.autoconfigure.diagnostics.login;

import io.chanuka.db.autoconfigure.diagnostics.failure.Commands;
import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import io.chanuka.db.connection.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * There is no database of that name.
 */
public final class UnknownDatabase implements FailureExplanation {

	@Override
	public String sentence() {
		return "Database {database} does not exist on {address}.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		if (failure.kind() != FailureKind.UNKNOWN_DATABASE) {
			return null;
		}
		boolean implied = failure.endpoint().postgresUrl().database() == null;
		Explanation explanation = Explanation.of(sentence(), "database", failure.database(), "address",
				failure.address());
		return (implied
				? explanation.because("The URL names no database, so that the server takes the name of the user.")
				: explanation)
			.action("Correct the name in " + failure.origin() + ", or create the database:")
			.run(Commands.asAdministrator(failure, "postgres", "create database "
					+ Commands.identifier(failure.database()) + " owner " + Commands.identifier(owner(failure))));
	}

	private static String owner(DatabaseFailure failure) {
		String owner = failure.settings().migration().username();
		return (owner != null) ? owner : failure.user();
	}

}

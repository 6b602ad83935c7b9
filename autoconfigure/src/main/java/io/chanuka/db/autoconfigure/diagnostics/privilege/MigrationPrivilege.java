package io.chanuka.db.autoconfigure.diagnostics.privilege;

import io.chanuka.db.autoconfigure.diagnostics.failure.Commands;
import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.Role;
import org.jspecify.annotations.Nullable;

/**
 * The user of the migrations lacks a privilege.
 */
public final class MigrationPrivilege implements FailureExplanation {

	@Override
	public String sentence() {
		return "User {user} must not change the schema {schema} at {address}: {message}.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		if (!failure.state().equals("42501") || failure.role() != Role.MIGRATION) {
			return null;
		}
		String schema = SchemaName.of(failure);
		String user = Commands.identifier(failure.user());
		return Explanation
			.of(sentence(), "user", failure.user(), "schema", schema, "address", failure.address(), "message",
					failure.message())
			.because("Since PostgreSQL 15 only the owner of a database creates tables in its schema public.")
			.action("Grant the privileges, or use the owner of the schema in chanuka.db.migration.username:")
			.run(Commands.asAdministrator(failure, failure.database(),
					"grant usage, create on schema " + schema + " to " + user));
	}

}

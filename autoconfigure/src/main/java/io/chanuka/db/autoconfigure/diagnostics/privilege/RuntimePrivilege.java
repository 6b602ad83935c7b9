package io.chanuka.db.autoconfigure.diagnostics.privilege;

import io.chanuka.db.autoconfigure.diagnostics.failure.Commands;
import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.Role;
import org.jspecify.annotations.Nullable;

/**
 * The user of the application lacks a privilege.
 */
public final class RuntimePrivilege implements FailureExplanation {

	@Override
	public String sentence() {
		return "User {user} lacks a privilege in the schema {schema} at {address}: {message}.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		if (!failure.state().equals("42501") || failure.role() != Role.RUNTIME) {
			return null;
		}
		String schema = SchemaName.of(failure);
		String user = Commands.identifier(failure.user());
		String in = " in schema " + schema + " to " + user + ";";
		return Explanation
			.of(sentence(), "user", failure.user(), "schema", schema, "address", failure.address(), "message",
					failure.message())
			.action("Grant the privileges as the owner of the tables; docs/roles.md has those of future tables:")
			.run("grant usage on schema " + schema + " to " + user + ";")
			.run("grant select, insert, update, delete on all tables" + in)
			.run("grant usage, select on all sequences" + in);
	}

}

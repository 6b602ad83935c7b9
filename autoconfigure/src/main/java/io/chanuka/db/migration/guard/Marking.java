package io.chanuka.db.migration.guard;

import java.sql.Connection;
import java.sql.SQLException;

import io.chanuka.db.settings.DeploymentEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request to mark a database.
 *
 * @param marked whether it is marked now
 * @param text the result in words
 */
public record Marking(boolean marked, String text) {

	static Marking write(Connection connection, CommentedDatabase database, DeploymentEnvironment environment,
			@Nullable String tenant) throws SQLException {
		String name = "Database " + database.name();
		DatabaseIdentity identity = database.identity(tenant);
		if (identity == null) {
			return new Marking(false, name + " is not marked: " + database.role() + " cannot read pg_control_system()");
		}
		if (!database.owned()) {
			return new Marking(false,
					name + " is not marked as " + environment + ": " + database.role() + " does not own it");
		}
		database.comment(connection, new EnvironmentMark(environment, identity).text());
		return new Marking(true, name + " is marked as " + environment + " in its comment");
	}

}

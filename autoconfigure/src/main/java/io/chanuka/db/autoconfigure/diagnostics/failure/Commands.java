package io.chanuka.db.autoconfigure.diagnostics.failure;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Commands for the shell of the operator, without passwords.
 */
public final class Commands {

	private Commands() {
	}

	/**
	 * Connects as the application does.
	 * @param failure the failure
	 * @return a call of psql
	 */
	public static String psql(DatabaseFailure failure) {
		return "psql '" + url(failure, encode(failure.user()) + "@", failure.database()) + "'";
	}

	/**
	 * Runs a statement as an administrator, whose name the operator fills in.
	 * @param failure the failure
	 * @param database the database to connect to
	 * @param sql the statement
	 * @return a call of psql
	 */
	public static String asAdministrator(DatabaseFailure failure, String database, String sql) {
		return "psql '" + url(failure, "postgres@", database) + "' -c '" + sql.replace("'", "'\\''") + "'";
	}

	/**
	 * Asks whether the server accepts connections.
	 * @param failure the failure
	 * @return a call of pg_isready
	 */
	public static String isReady(DatabaseFailure failure) {
		return "pg_isready -h " + failure.endpoint().host() + " -p " + failure.endpoint().firstHost().port();
	}

	private static String url(DatabaseFailure failure, String user, String database) {
		return "postgresql://" + user + failure.address() + "/" + encode(database);
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

	/**
	 * An identifier as SQL needs it.
	 * @param name the name
	 * @return the name, in quotes if it needs them
	 */
	public static String identifier(String name) {
		return name.matches("[a-z_][a-z0-9_]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
	}

}

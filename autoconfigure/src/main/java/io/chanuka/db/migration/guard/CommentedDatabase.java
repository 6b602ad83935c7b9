package io.chanuka.db.migration.guard;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * A database, its comment, and whether the role of a connection may change that.
 *
 * @param name the name
 * @param oid the number of the database in its cluster
 * @param systemIdentifier identifies the cluster, or {@code null} if the role has no
 * right to read it or the server does not support it
 * @param comment the comment, or {@code null} if there is none
 * @param role the role
 * @param owned whether the role has the rights of the owner
 */
record CommentedDatabase(String name, long oid, @Nullable String systemIdentifier, @Nullable String comment,
		String role, boolean owned) {

	private static final String STATE = """
			select d.datname, d.oid, pg_catalog.shobj_description(d.oid, 'pg_database'), current_user,
				pg_catalog.pg_has_role(current_user, d.datdba, 'usage'), %s
			from pg_catalog.pg_database d where d.datname = current_database()""";

	private static final String WITH_SYSTEM = STATE
		.formatted("(select system_identifier from pg_catalog.pg_control_system())");

	private static final String WITHOUT_SYSTEM = STATE.formatted("null");

	/**
	 * A transaction that a migration has begun survives the refusal.
	 */
	static CommentedDatabase read(Connection connection) throws SQLException {
		Savepoint savepoint = connection.getAutoCommit() ? null : connection.setSavepoint();
		try {
			return read(connection, WITH_SYSTEM);
		}
		catch (SQLException ex) {
			if (savepoint != null) {
				connection.rollback(savepoint);
			}
			return read(connection, WITHOUT_SYSTEM);
		}
	}

	private static CommentedDatabase read(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return new CommentedDatabase(row.getString(1), row.getLong(2), row.getString(6), row.getString(3),
					row.getString(4), row.getBoolean(5));
		}
	}

	/**
	 * What identifies it, or {@code null} if the cluster is unknown.
	 */
	@Nullable DatabaseIdentity identity(@Nullable String tenant) {
		return (this.systemIdentifier != null) ? new DatabaseIdentity(this.systemIdentifier, this.oid, tenant) : null;
	}

	void comment(Connection connection, String text) throws SQLException {
		PGConnection driver = connection.unwrap(PGConnection.class);
		try (Statement statement = connection.createStatement()) {
			statement.execute("comment on database " + driver.escapeIdentifier(this.name) + " is '"
					+ driver.escapeLiteral(text) + "'");
		}
	}

}

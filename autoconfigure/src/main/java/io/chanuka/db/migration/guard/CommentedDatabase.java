package io.chanuka.db.migration.guard;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;

import org.jspecify.annotations.Nullable;

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
				pg_catalog.pg_has_role(current_user, d.datdba, 'usage')
			from pg_catalog.pg_database d where d.datname = current_database()""";

	private static final String SYSTEM = "select system_identifier from pg_catalog.pg_control_system()";

	private static final String COMMENT = "select format('comment on database %I is %L', current_database(), ?::text)";

	static CommentedDatabase read(Connection connection) throws SQLException {
		String system = systemIdentifier(connection);
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(STATE)) {
			row.next();
			return new CommentedDatabase(row.getString(1), row.getLong(2), system, row.getString(3), row.getString(4),
					row.getBoolean(5));
		}
	}

	/**
	 * A transaction that a migration has begun survives the refusal.
	 */
	private static @Nullable String systemIdentifier(Connection connection) throws SQLException {
		Savepoint savepoint = connection.getAutoCommit() ? null : connection.setSavepoint();
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(SYSTEM)) {
			return row.next() ? row.getString(1) : null;
		}
		catch (SQLException ex) {
			if (savepoint != null) {
				connection.rollback(savepoint);
			}
			return null;
		}
	}

	/**
	 * What identifies it, or {@code null} if the cluster is unknown.
	 */
	@Nullable DatabaseIdentity identity(@Nullable String tenant) {
		return (this.systemIdentifier != null) ? new DatabaseIdentity(this.systemIdentifier, this.oid, tenant) : null;
	}

	static void comment(Connection connection, String text) throws SQLException {
		String sql;
		try (PreparedStatement format = connection.prepareStatement(COMMENT)) {
			format.setString(1, text);
			try (ResultSet row = format.executeQuery()) {
				row.next();
				sql = row.getString(1);
			}
		}
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

}

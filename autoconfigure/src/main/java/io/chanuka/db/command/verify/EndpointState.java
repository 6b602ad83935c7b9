package io.chanuka.db.command.verify;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * What a connection to an endpoint reaches.
 *
 * @param user the role of the session
 * @param superuser whether the role is one
 * @param database the name of the database
 * @param databaseOid the number of the database in its cluster
 * @param systemIdentifier identifies the cluster, or {@code null} if the role has no
 * right to read it or the server does not support it
 * @param versionNumber such as 180006
 * @param version such as 18.6
 * @param encryption the protocol of the server's own socket, or {@code null} if it is not
 * encrypted
 * @param pooled whether a pooler stands in between
 */
record EndpointState(String user, boolean superuser, String database, long databaseOid,
		@Nullable String systemIdentifier, int versionNumber, String version, @Nullable String encryption,
		boolean pooled) {

	private static final String STATE = """
			select current_user, r.rolsuper, d.datname, d.oid, current_setting('server_version_num')::int,
				current_setting('server_version'), case when s.ssl then s.version end, pg_backend_pid()
			from pg_catalog.pg_database d
			join pg_catalog.pg_roles r on r.rolname = current_user
			left join pg_catalog.pg_stat_ssl s on s.pid = pg_backend_pid()
			where d.datname = current_database()""";

	private static final String SYSTEM = "select system_identifier from pg_catalog.pg_control_system()";

	static EndpointState read(Connection connection) throws SQLException {
		String system = systemIdentifier(connection);
		int reported = connection.unwrap(PGConnection.class).getBackendPID();
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(STATE)) {
			row.next();
			return new EndpointState(row.getString(1), row.getBoolean(2), row.getString(3), row.getLong(4), system,
					row.getInt(5), row.getString(6), row.getString(7), row.getInt(8) != reported);
		}
	}

	private static @Nullable String systemIdentifier(Connection connection) {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(SYSTEM)) {
			return row.next() ? row.getString(1) : null;
		}
		catch (SQLException ex) {
			return null;
		}
	}

}

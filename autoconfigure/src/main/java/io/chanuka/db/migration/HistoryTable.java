package io.chanuka.db.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;

import org.jspecify.annotations.Nullable;

/**
 * Table in which Flyway keeps the applied migrations of a schema.
 *
 * @param schema the schema, or {@code null} for the current one of the connection, as in
 * Flyway
 * @param name the name
 */
public record HistoryTable(@Nullable String schema, String name) {

	/**
	 * Long enough for two queries, short enough for a start that a lock would delay.
	 */
	private static final int TIMEOUT_SECONDS = 2;

	private static final String FIND = """
			select n.nspname from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
			where c.relname = ? and n.nspname = coalesce(cast(? as text), current_schema())
			and c.relkind in ('r', 'p') and has_table_privilege(c.oid, 'select')""";

	/**
	 * Without the rows that Flyway writes for its own part, and without those that a
	 * repair has marked as deleted.
	 */
	private static final String READ = """
			select count(*), (array_agg(h.version order by h.installed_rank desc)
				filter (where h.version is not null))[1]
			from %1$s h where h.success and h.type not in ('SCHEMA', 'BASELINE', 'INIT', 'DELETE')
			and not exists (select 1 from %1$s d where d.type = 'DELETE' and d.installed_rank > h.installed_rank
				and d.version is not distinct from h.version and d.description = h.description)""";

	/**
	 * Reads the table.
	 * @param connection a connection to the database
	 * @return its content, or {@code null} if there is no such table that the user may
	 * read, or no applied migration in it
	 * @throws SQLException if the server does not answer
	 */
	public @Nullable MigrationHistory read(Connection connection) throws SQLException {
		String found = find(connection);
		if (found == null) {
			return null;
		}
		try (Statement statement = connection.createStatement()) {
			statement.setQueryTimeout(TIMEOUT_SECONDS);
			try (ResultSet row = statement.executeQuery(READ.formatted(quoted(found) + "." + quoted(this.name)))) {
				row.next();
				return (row.getInt(1) > 0)
						? new MigrationHistory(found + "." + this.name, row.getInt(1), row.getString(2)) : null;
			}
		}
	}

	private @Nullable String find(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(FIND)) {
			statement.setQueryTimeout(TIMEOUT_SECONDS);
			statement.setString(1, this.name);
			if (this.schema != null) {
				statement.setString(2, this.schema);
			}
			else {
				statement.setNull(2, Types.VARCHAR);
			}
			try (ResultSet row = statement.executeQuery()) {
				return row.next() ? row.getString(1) : null;
			}
		}
	}

	private static String quoted(String identifier) {
		return '"' + identifier.replace("\"", "\"\"") + '"';
	}

}

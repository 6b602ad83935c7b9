package io.chanuka.db.migration.stamp;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.chanuka.db.migration.stamp.HistorySnapshot.Row;
import org.flywaydb.core.api.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Flyway would read in the database, in one statement.
 */
final class HistoryQuery {

	private static final String SESSION = """
			row(current_user, session_user, current_database(), current_setting('server_version_num')::int / 10000,
				current_setting('search_path'), current_schema(), current_schemas(false))::text
				|| case when version() like 'PostgreSQL %' and version() not like '%-YB-%' then '' end""";

	/**
	 * The columns are those that Flyway selects. Schemas are parameters one by one: the
	 * driver's support of arrays has 40 classes, which an application may not need.
	 */
	private static final String HISTORY = """
			select %1$s, (select count(*) from unnest(array[%3$s]::text[]) s(name)
				where not exists (select from pg_catalog.pg_namespace n where n.nspname = s.name)),
			(select n.nspname from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
				where c.oid = h.oid and h.oid = h.last_oid and c.relkind in ('r', 'p')
				and n.nspname = coalesce(?::text, current_schema())),
			h.last_rank, h.digest, h.digest_before, h.versions, h.descriptions, h.types, h.succeeded,
			obj_description(h.oid, 'pg_class'), (select pg_has_role(c.relowner, 'USAGE')
				from pg_catalog.pg_class c where c.oid = h.oid)
			from (select min(tableoid) oid, max(tableoid) last_oid, max(installed_rank) last_rank,
				encode(sha256(convert_to(string_agg(r, E'\\n' order by installed_rank, r), 'UTF8')), 'hex') digest,
				encode(sha256(convert_to(string_agg(r, E'\\n' order by installed_rank, r)
					filter (where installed_rank <= ?), 'UTF8')), 'hex') digest_before,
				array_agg(coalesce(version, '')::text order by installed_rank) filter (where installed_rank > ?) versions,
				array_agg(description::text order by installed_rank) filter (where installed_rank > ?) descriptions,
				array_agg(type::text order by installed_rank) filter (where installed_rank > ?) types,
				bool_and(success) succeeded
				from (select tableoid, t.*, row(installed_rank, version, description, type, script, checksum,
					installed_on, installed_by, execution_time, success)::text r from %2$s t) t) h""";

	/**
	 * How often the rank is a parameter of the query.
	 */
	private static final int RANKS = 4;

	private final @Nullable String schema;

	private final Set<String> schemas;

	private final String table;

	HistoryQuery(Configuration configuration) {
		String[] all = configuration.getSchemas();
		String first = (all.length > 0) ? all[0] : null;
		this.schema = (configuration.getDefaultSchema() != null) ? configuration.getDefaultSchema() : first;
		this.schemas = new LinkedHashSet<>(List.of(all));
		if (this.schema != null) {
			this.schemas.add(this.schema);
		}
		this.table = configuration.getTable();
	}

	/**
	 * Reads the table without its rows.
	 * @param connection a connection of Flyway's DataSource
	 * @return the snapshot
	 * @throws SQLException if there is no such table, or none that can be read
	 * @throws UnprovenException if the server is not PostgreSQL
	 */
	HistorySnapshot read(Connection connection) throws SQLException, UnprovenException {
		return read(connection, Integer.MAX_VALUE);
	}

	/**
	 * Reads the table and the rows that were added.
	 * @param connection a connection of Flyway's DataSource
	 * @param rank separates the rows that were known before from others
	 * @return the snapshot
	 * @throws SQLException if there is no such table, or none that can be read
	 * @throws UnprovenException if the server is not PostgreSQL
	 */
	HistorySnapshot read(Connection connection, int rank) throws SQLException, UnprovenException {
		String name = (this.schema != null) ? quoted(this.schema) + "." + quoted(this.table) : quoted(this.table);
		String names = String.join(", ", Collections.nCopies(this.schemas.size(), "?"));
		try (PreparedStatement statement = connection.prepareStatement(HISTORY.formatted(SESSION, name, names))) {
			int index = 1;
			for (String each : this.schemas) {
				statement.setString(index++, each);
			}
			statement.setString(index++, this.schema);
			for (int count = 0; count < RANKS; count++) {
				statement.setInt(index++, rank);
			}
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				return snapshot(row);
			}
		}
	}

	/**
	 * Reads the session only, where there is no table.
	 * @param connection a connection of Flyway's DataSource
	 * @return a snapshot without rows
	 * @throws SQLException if that fails
	 * @throws UnprovenException if the server is not PostgreSQL
	 */
	static HistorySnapshot readSession(Connection connection) throws SQLException, UnprovenException {
		try (PreparedStatement statement = connection.prepareStatement("select " + SESSION);
				ResultSet row = statement.executeQuery()) {
			row.next();
			return HistorySnapshot.withoutTable(session(row));
		}
	}

	private static HistorySnapshot snapshot(ResultSet row) throws SQLException, UnprovenException {
		int lastRank = row.getInt(4);
		boolean isEmpty = row.wasNull();
		return new HistorySnapshot(session(row), row.getInt(2), row.getString(3),
				isEmpty ? HistorySnapshot.NO_RANK : lastRank, text(row, 5), text(row, 6), rows(row), row.getBoolean(10),
				row.getString(11), row.getBoolean(12));
	}

	private static String session(ResultSet row) throws SQLException, UnprovenException {
		String session = row.getString(1);
		if (session == null) {
			throw new UnprovenException("the server is not PostgreSQL");
		}
		return session;
	}

	private static String text(ResultSet row, int column) throws SQLException {
		String text = row.getString(column);
		return (text != null) ? text : "";
	}

	private static List<Row> rows(ResultSet row) throws SQLException {
		List<Row> rows = new ArrayList<>();
		if (row.getArray(7) != null) {
			String[] versions = (String[]) row.getArray(7).getArray();
			String[] descriptions = (String[]) row.getArray(8).getArray();
			String[] types = (String[]) row.getArray(9).getArray();
			for (int index = 0; index < versions.length; index++) {
				rows.add(new Row(versions[index], descriptions[index], types[index]));
			}
		}
		return rows;
	}

	/**
	 * Whether a query failed because the table or its schema does not exist.
	 */
	static boolean isWithoutTable(SQLException failure) {
		return "42P01".equals(failure.getSQLState()) || "3F000".equals(failure.getSQLState());
	}

	static String quoted(String identifier) {
		return '"' + identifier.replace("\"", "\"\"") + '"';
	}

}

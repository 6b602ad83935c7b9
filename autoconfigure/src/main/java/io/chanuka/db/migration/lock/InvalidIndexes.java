package io.chanuka.db.migration.lock;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;

/**
 * Indexes that are left from a concurrent build that failed: they cost, serve no query,
 * and block the next build under the same name.
 */
final class InvalidIndexes {

	private static final Log logger = LogFactory.getLog(InvalidIndexes.class);

	/**
	 * Without those that are being built at this moment.
	 */
	private static final String QUERY = """
			select format('%I.%I', n.nspname, c.relname) from pg_catalog.pg_index i
			join pg_catalog.pg_class c on c.oid = i.indexrelid and c.relkind = 'i'
			join pg_catalog.pg_namespace n on n.oid = c.relnamespace and n.nspname not like 'pg\\_%'
			where not i.indisvalid and not exists
			(select from pg_catalog.pg_stat_progress_create_index p where p.index_relid = i.indexrelid)
			order by 1 limit 10""";

	private InvalidIndexes() {
	}

	/**
	 * Logs each of them, with the statement that drops it.
	 * @param connection a connection outside of a transaction
	 */
	static void report(Connection connection) {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(QUERY)) {
			while (rows.next()) {
				String name = rows.getString(1);
				logger
					.warn(LogMessage.format("Index %s is INVALID: a build with CONCURRENTLY did not finish. Before the "
							+ "migration runs again, execute: drop index concurrently %s", name, name));
			}
		}
		catch (SQLException ex) {
			logger.debug("Invalid indexes could not be queried", ex);
		}
	}

}

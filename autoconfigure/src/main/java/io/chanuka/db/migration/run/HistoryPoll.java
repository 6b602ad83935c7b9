package io.chanuka.db.migration.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;

import javax.sql.DataSource;

import io.chanuka.db.migration.HistoryTable;
import io.chanuka.db.migration.MigrationHistory;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.api.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Polls the history table with one or two queries, on one connection.
 */
final class HistoryPoll implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(HistoryPoll.class);

	private final DataSource dataSource;

	private final HistoryTable table;

	private @Nullable Connection connection;

	private @Nullable MigrationHistory last;

	HistoryPoll(Configuration configuration) {
		this.dataSource = configuration.getDataSource();
		String[] schemas = configuration.getSchemas();
		String first = (schemas.length > 0) ? schemas[0] : null;
		this.table = new HistoryTable(
				(configuration.getDefaultSchema() != null) ? configuration.getDefaultSchema() : first,
				configuration.getTable());
	}

	/**
	 * Whether the table has changed since the last poll, or could not be read.
	 */
	boolean hasChanged() {
		try {
			if (this.connection == null) {
				this.connection = this.dataSource.getConnection();
			}
			MigrationHistory now = this.table.read(this.connection);
			boolean changed = !Objects.equals(now, this.last);
			this.last = now;
			return changed;
		}
		catch (SQLException ex) {
			logger.debug("The history table of Flyway could not be polled", ex);
			close();
			return true;
		}
	}

	@Override
	public void close() {
		Connection open = this.connection;
		this.connection = null;
		if (open != null) {
			try {
				open.close();
			}
			catch (SQLException ex) {
				logger.debug("The connection for polls could not be closed", ex);
			}
		}
	}

}

package io.chanuka.db.migration.stamp;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import io.chanuka.db.connection.source.MigrationDataSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.output.MigrateResult;
import org.jspecify.annotations.Nullable;

/**
 * Writes the stamp after a run of Flyway. A claim holds for ever, as it names the history
 * that it is about; so a row that is added meanwhile does no harm.
 */
final class StampWriter {

	private static final Log logger = LogFactory.getLog(StampWriter.class);

	/**
	 * In one round trip. The lock does not keep out readers and writers of rows.
	 */
	private static final String COMMENT = "begin; set local lock_timeout = '500ms'; comment on table %s.%s is '%s'; commit";

	private final Configuration configuration;

	private final MigrationInputs inputs;

	private final HistorySnapshot before;

	/**
	 * Create a new instance.
	 * @param configuration the configuration of Flyway
	 * @param inputs what it read outside the database
	 * @param before the history before the run
	 */
	StampWriter(Configuration configuration, MigrationInputs inputs, HistorySnapshot before) {
		this.configuration = configuration;
		this.inputs = inputs;
		this.before = before;
	}

	void write(MigrateResult result) {
		try {
			if (!this.inputs.equals(MigrationInputs.of(this.configuration))) {
				throw new UnprovenException("what Flyway reads has changed during its run");
			}
			try (Connection connection = connection()) {
				HistorySnapshot after = new HistoryQuery(this.configuration).read(connection, this.before.lastRank());
				new RunCheck(this.inputs, this.before, after).check(result);
				comment(connection, after, Claim.of(this.inputs, after, SchemaVersion.after(result)));
			}
		}
		catch (SQLException | IOException | UnprovenException | RuntimeException ex) {
			logger.debug("The history table is not stamped", ex);
		}
	}

	/**
	 * The one on which Flyway has run, if it is kept. What a migration has left in its
	 * session is found by the check as far as it matters.
	 */
	private Connection connection() throws SQLException {
		return (this.configuration.getDataSource() instanceof MigrationDataSource ours) ? ours.releaseKept()
				: this.configuration.getDataSource().getConnection();
	}

	private void comment(Connection connection, HistorySnapshot history, Claim claim)
			throws SQLException, UnprovenException {
		Stamp stamp = Stamp.parse(history.comment());
		if (stamp == null || !history.ownsTable()) {
			throw new UnprovenException("the history table has a comment of its own or another owner");
		}
		String comment = stamp.with(claim).comment();
		if (!comment.equals(history.comment())) {
			write(connection, history.schema(), comment);
		}
	}

	private void write(Connection connection, @Nullable String schema, String comment) throws SQLException {
		connection.setAutoCommit(true);
		try (Statement statement = connection.createStatement()) {
			statement.execute(COMMENT.formatted(HistoryQuery.quoted(String.valueOf(schema)),
					HistoryQuery.quoted(this.configuration.getTable()), comment.replace("'", "''")));
		}
	}

}

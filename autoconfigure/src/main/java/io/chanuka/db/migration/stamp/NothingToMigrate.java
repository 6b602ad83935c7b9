package io.chanuka.db.migration.stamp;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

import io.chanuka.db.connection.source.MigrationDataSource;
import io.chanuka.db.startup.DatabaseUnavailableException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.Configuration;

import org.springframework.jdbc.CannotGetJdbcConnectionException;

/**
 * Finds out with one query whether Flyway would have nothing to do. Whatever is uncertain
 * proves nothing, and Flyway runs.
 */
public final class NothingToMigrate {

	private static final Log logger = LogFactory.getLog(NothingToMigrate.class);

	private final boolean enabled;

	/**
	 * Create a new instance.
	 * @param enabled whether to check at all
	 */
	public NothingToMigrate(boolean enabled) {
		this.enabled = enabled;
	}

	/**
	 * Checks the history table. Fails only if the database is unavailable and Flyway
	 * would not try again.
	 * @param flyway the Flyway that would run; a subclass may do anything
	 * @return the proof, which may not hold
	 */
	public MigrationProof check(Flyway flyway) {
		if (!this.enabled || flyway.getClass() != Flyway.class) {
			return MigrationProof.none();
		}
		try {
			return prove(flyway.getConfiguration());
		}
		catch (DatabaseUnavailableException ex) {
			if (flyway.getConfiguration().getConnectRetries() == 0) {
				throw new CannotGetJdbcConnectionException("No connection for the migrations", ex);
			}
			return MigrationProof.none();
		}
		catch (SQLException | IOException | UnprovenException | RuntimeException ex) {
			logger.debug("Flyway is called, because nothing is proven", ex);
			return MigrationProof.none();
		}
	}

	/**
	 * Without a proof the connection is kept for Flyway, and for the stamp after it.
	 */
	private static MigrationProof prove(Configuration configuration)
			throws SQLException, IOException, UnprovenException {
		MigrationInputs inputs = MigrationInputs.of(configuration);
		Connection connection = configuration.getDataSource().getConnection();
		boolean kept = false;
		try {
			MigrationProof proof = prove(configuration, inputs, connection);
			if (!proof.holds() && configuration.getDataSource() instanceof MigrationDataSource ours) {
				kept = true;
				ours.keep(connection);
			}
			return proof;
		}
		finally {
			if (!kept) {
				connection.close();
			}
		}
	}

	private static MigrationProof prove(Configuration configuration, MigrationInputs inputs, Connection connection)
			throws SQLException, UnprovenException {
		HistorySnapshot history = read(new HistoryQuery(configuration), connection);
		Stamp stamp = Stamp.parse(history.comment());
		if (stamp == null) {
			throw new UnprovenException("the history table has a comment of its own");
		}
		for (Claim claim : stamp.claims()) {
			if (history.isComplete() && claim.equals(Claim.of(inputs, history, claim.version()))) {
				return MigrationProof.of(claim);
			}
		}
		return MigrationProof.missing(new StampWriter(configuration, inputs, history));
	}

	/**
	 * Without a table the session is read alone, for the stamp that may follow.
	 */
	private static HistorySnapshot read(HistoryQuery query, Connection connection)
			throws SQLException, UnprovenException {
		try {
			return query.read(connection);
		}
		catch (SQLException ex) {
			if (!HistoryQuery.isWithoutTable(ex)) {
				throw ex;
			}
			if (!connection.getAutoCommit()) {
				connection.rollback();
			}
			return HistoryQuery.readSession(connection);
		}
	}

}

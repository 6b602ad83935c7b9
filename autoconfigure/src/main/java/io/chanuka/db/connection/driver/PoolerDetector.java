package io.chanuka.db.connection.driver;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.chanuka.db.connection.PoolerEvidence;
import io.chanuka.db.provider.EndpointKind;
import io.chanuka.db.settings.EndpointSettings;
import org.postgresql.PGConnection;

/**
 * Finds out with the first connection whether a pooler stands before an endpoint. Where a
 * rule or a person has decided the kind, that holds, and the answer is only reported.
 */
final class PoolerDetector {

	private final EndpointSettings endpoint;

	private final boolean refusesPooler;

	private volatile EndpointKind kind;

	private volatile PoolerEvidence evidence = PoolerEvidence.NOT_ASKED;

	/**
	 * Create a new instance.
	 * @param endpoint the endpoint
	 * @param refusesPooler whether a pooler that the connection betrays is an error
	 */
	PoolerDetector(EndpointSettings endpoint, boolean refusesPooler) {
		this.endpoint = endpoint;
		this.refusesPooler = refusesPooler;
		this.kind = endpoint.kind();
	}

	/**
	 * What a connection reaches, as far as it is known by now.
	 */
	EndpointKind kind() {
		return this.kind;
	}

	PoolerEvidence evidence() {
		return this.evidence;
	}

	/**
	 * Asks a connection, which decides the kind if it is not decided yet.
	 * @param connection a connection of the driver
	 * @return whether a pooler was found that was not known until now
	 * @throws SQLException if the server does not answer, or if there is a pooler and it
	 * is an error
	 */
	boolean ask(Connection connection) throws SQLException {
		PoolerEvidence found = evidence(connection);
		boolean decides = found == PoolerEvidence.POOLED && !this.endpoint.provider().kindKnown();
		if (decides && this.refusesPooler) {
			throw new PooledMigrationException(this.endpoint.postgresUrl().toString());
		}
		synchronized (this) {
			boolean first = this.evidence == PoolerEvidence.NOT_ASKED;
			if (decides) {
				this.kind = EndpointKind.TRANSACTION_POOLED;
			}
			// Last: a thread that sees the evidence asks no more and must see the kind.
			this.evidence = found;
			return decides && first;
		}
	}

	/**
	 * Asks, in one round trip.
	 */
	private static PoolerEvidence evidence(Connection connection) throws SQLException {
		int reported = connection.unwrap(PGConnection.class).getBackendPID();
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select pg_backend_pid()")) {
			rows.next();
			return (rows.getInt(1) == reported) ? PoolerEvidence.NONE : PoolerEvidence.POOLED;
		}
	}

}

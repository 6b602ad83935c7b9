package io.chanuka.db.connection.driver;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import io.chanuka.db.connection.PoolerEvidence;
import io.chanuka.db.provider.EndpointKind;
import io.chanuka.db.settings.EndpointSettings;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Finds out with the first connection whether a pooler stands before an endpoint. Where a
 * rule or a person has decided the kind, that holds, and the answer is only reported.
 */
final class PoolerDetector {

	private static final Map<String, Integer> LEVELS = Map.of("read uncommitted",
			Connection.TRANSACTION_READ_UNCOMMITTED, "read committed", Connection.TRANSACTION_READ_COMMITTED,
			"repeatable read", Connection.TRANSACTION_REPEATABLE_READ, "serializable",
			Connection.TRANSACTION_SERIALIZABLE);

	/**
	 * How long the first that asks is awaited.
	 */
	private static final long AWAITED_SECONDS = 10;

	private final EndpointSettings endpoint;

	private final boolean refusesPooler;

	private volatile EndpointKind kind;

	private volatile PoolerEvidence evidence = PoolerEvidence.NOT_ASKED;

	private volatile @Nullable Integer isolation;

	/**
	 * Held by the first that asks.
	 */
	private final ReentrantLock first = new ReentrantLock();

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
	 * The isolation level that sessions begin with.
	 */
	@Nullable Integer isolation() {
		return this.isolation;
	}

	/**
	 * Asks a connection, which decides the kind if it is not decided yet. Of several at
	 * the same time the first asks, and the others wait for its answer; if it fails, or
	 * takes too long, all of them ask.
	 * @param connection a connection of the driver
	 * @return whether a pooler was found that was not known until now
	 * @throws SQLException if the server does not answer, or if there is a pooler and it
	 * is an error
	 */
	boolean ask(Connection connection) throws SQLException {
		if (this.first.tryLock()) {
			try {
				return decide(connection);
			}
			finally {
				this.first.unlock();
			}
		}
		awaitFirst();
		return this.evidence == PoolerEvidence.NOT_ASKED && decide(connection);
	}

	private void awaitFirst() throws SQLException {
		try {
			if (this.first.tryLock(AWAITED_SECONDS, TimeUnit.SECONDS)) {
				this.first.unlock();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SQLTransientConnectionException("Interrupted while a connection was opened", "08001", ex);
		}
	}

	private boolean decide(Connection connection) throws SQLException {
		if (this.evidence != PoolerEvidence.NOT_ASKED) {
			return false;
		}
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
	private PoolerEvidence evidence(Connection connection) throws SQLException {
		int reported = connection.unwrap(PGConnection.class).getBackendPID();
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement
					.executeQuery("select pg_backend_pid(), current_setting('transaction_isolation')")) {
			rows.next();
			this.isolation = LEVELS.get(rows.getString(2));
			return (rows.getInt(1) == reported) ? PoolerEvidence.NONE : PoolerEvidence.POOLED;
		}
	}

}

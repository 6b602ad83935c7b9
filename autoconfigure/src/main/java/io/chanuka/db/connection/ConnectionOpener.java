package io.chanuka.db.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import io.chanuka.db.provider.EndpointKind;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.SessionPlan;
import io.chanuka.db.settings.SessionSettings;
import io.chanuka.db.url.Credentials;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

/**
 * Opens one connection after another to an endpoint, each with what its kind allows, and
 * detects the kind where it is not known.
 */
final class ConnectionOpener {

	private static final Log logger = LogFactory.getLog(ConnectionOpener.class);

	private final EndpointSettings endpoint;

	private final DriverConnector connector;

	private final @Nullable SessionSettings session;

	private final PoolerDetector probe;

	/**
	 * Whether options in the start-up packet have been refused, which they will be again.
	 */
	private volatile boolean withoutOptions;

	/**
	 * Create a new instance.
	 * @param endpoint where to
	 * @param connector has the driver open them
	 * @param session what should hold in the sessions, or {@code null} for nothing
	 * @param refusesPooler whether a pooler that the connection betrays is an error
	 */
	ConnectionOpener(EndpointSettings endpoint, DriverConnector connector, @Nullable SessionSettings session,
			boolean refusesPooler) {
		this.endpoint = endpoint;
		this.connector = connector;
		this.session = session;
		this.probe = new PoolerDetector(endpoint, refusesPooler);
	}

	/**
	 * What a connection reaches, as far as it is known by now.
	 */
	EndpointKind kind() {
		return this.probe.kind();
	}

	PoolerEvidence evidence() {
		return this.probe.evidence();
	}

	/**
	 * How the session settings are brought there now.
	 */
	SessionPlan plan() {
		return plan(treatedAs());
	}

	/**
	 * Opens a connection for a probe, with a timeout of its own.
	 */
	Connection open(Credentials as, Duration timeout) throws SQLException {
		return this.connector.within(timeout).connect(as, SessionPlan.none(kind()), null);
	}

	private SessionPlan plan(EndpointKind kind) {
		return (this.session != null) ? SessionPlan.of(kind, this.session, this.endpoint.username())
				: SessionPlan.none(kind);
	}

	/**
	 * Where options are refused, a session that no other client shares is set up by a
	 * statement; one that could be shared is not, whatever is configured.
	 */
	private EndpointKind treatedAs() {
		EndpointKind kind = this.probe.kind();
		if (kind != EndpointKind.DIRECT || !this.withoutOptions) {
			return kind;
		}
		return (this.probe.evidence() == PoolerEvidence.NONE) ? EndpointKind.SESSION_POOLED
				: EndpointKind.TRANSACTION_POOLED;
	}

	/**
	 * Opens a connection, and another one if by then it turns out that it should have
	 * been opened in another way.
	 * @param as whose connection it is
	 * @return the connection, with what holds in its session
	 * @throws SQLException if it cannot be opened
	 */
	Connection open(Credentials as) throws SQLException {
		EndpointKind kind = treatedAs();
		SessionPlan plan = plan(kind);
		Connection connection = connect(as, plan);
		try {
			if (isWorthAsking() && this.probe.ask(connection)) {
				warnOfPooler();
			}
			if (kind == treatedAs()) {
				prepare(connection, plan);
				return connection;
			}
		}
		catch (SQLException ex) {
			connection.close();
			throw ex;
		}
		connection.close();
		return open(as);
	}

	/**
	 * Migrations to an endpoint of a known kind save the round trip.
	 */
	private boolean isWorthAsking() {
		return this.probe.evidence() == PoolerEvidence.NOT_ASKED
				&& (this.session != null || !this.endpoint.provider().kindKnown());
	}

	/**
	 * Migrations through a pooler are allowed explicitly and need no warning.
	 */
	private void warnOfPooler() {
		List<String> notApplied = plan().notApplied();
		if (this.session != null) {
			logger.warn(LogMessage.format("A pooler stands before %s. It is treated as one in transaction mode; set "
					+ "chanuka.db.pooler.mode to transaction, or to its real mode, so that it is known from the start%s",
					this.endpoint.firstHost(),
					notApplied.isEmpty() ? "" : ". Not applied: " + String.join("; ", notApplied)));
		}
	}

	private static void prepare(Connection connection, SessionPlan plan) throws SQLException {
		if (plan.initSql() != null) {
			try (Statement statement = connection.createStatement()) {
				statement.execute(plan.initSql());
			}
		}
	}

	private Connection connect(Credentials as, SessionPlan plan) throws SQLException {
		if (plan.startupOptions() == null || this.withoutOptions) {
			return this.connector.connect(as, plan, null);
		}
		try {
			return this.connector.connect(as, plan, plan.startupOptions());
		}
		catch (SQLException ex) {
			if (ConnectionFailure.of(ex).kind() != FailureKind.PROTOCOL) {
				throw ex;
			}
			Connection connection = this.connector.connect(as, plan, null);
			this.withoutOptions = true;
			logger.debug(LogMessage.format("%s refuses options when a session starts", this.endpoint), ex);
			return connection;
		}
	}

}

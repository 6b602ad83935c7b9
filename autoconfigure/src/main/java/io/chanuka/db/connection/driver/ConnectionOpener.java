package io.chanuka.db.connection.driver;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;

import io.chanuka.db.connection.ConnectionFailure;
import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.connection.PoolerEvidence;
import io.chanuka.db.provider.EndpointKind;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.SessionPlan;
import io.chanuka.db.settings.SessionSettings;
import io.chanuka.db.transport.EndpointSockets;
import io.chanuka.db.url.Credentials;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

/**
 * Opens one connection after another to an endpoint, each with what its kind allows, and
 * detects the kind where it is not known.
 */
public final class ConnectionOpener {

	private static final Log logger = LogFactory.getLog(ConnectionOpener.class);

	private final EndpointSettings endpoint;

	private final Function<Properties, DriverConnector> connectors;

	private volatile DriverConnector connector;

	private final PoolerDetector detector;

	private final EndpointSessions sessions;

	/**
	 * Create a new instance.
	 * @param endpoint where to
	 * @param connectors has the driver open them, with properties that are set for it
	 * @param driverProperties these properties
	 * @param session what should hold in the sessions, or {@code null} for nothing
	 * @param refusesPooler whether a pooler that the connection betrays is an error
	 */
	private ConnectionOpener(EndpointSettings endpoint, Function<Properties, DriverConnector> connectors,
			Properties driverProperties, @Nullable SessionSettings session, boolean refusesPooler) {
		this.endpoint = endpoint;
		this.connectors = connectors;
		this.connector = connectors.apply(driverProperties);
		this.detector = new PoolerDetector(endpoint, refusesPooler);
		this.sessions = new EndpointSessions(endpoint, session, this.detector);
	}

	/**
	 * Creates the opener of the runtime.
	 * @param driver opens the connections
	 * @param settings the settings
	 * @param sockets where the sockets come from
	 * @param driverProperties properties that are set for the driver
	 * @return the opener
	 */
	public static ConnectionOpener runtime(Driver driver, DatabaseSettings settings, EndpointSockets sockets,
			Properties driverProperties) {
		return new ConnectionOpener(settings.runtime(),
				(chosen) -> new DriverConnector(driver, settings.runtime(), sockets.runtime(),
						DriverSettings.of(settings.runtime(), settings.connection(), sockets.runtime(), chosen)),
				driverProperties, settings.session(), false);
	}

	/**
	 * Creates the opener of the migrations.
	 * @param settings the settings
	 * @param sockets where the sockets come from
	 * @param driverProperties properties that are set for the driver
	 * @return the opener
	 */
	public static ConnectionOpener migration(DatabaseSettings settings, EndpointSockets sockets,
			Properties driverProperties) {
		return new ConnectionOpener(settings.migration(),
				(chosen) -> new DriverConnector(new org.postgresql.Driver(), settings.migration(), sockets.migration(),
						DriverSettings.of(settings.migration(), settings.connection(), sockets.migration(), chosen)),
				driverProperties, null, !settings.migrations().pooled().value());
	}

	/**
	 * Sets the properties of the driver anew, for the connections that follow.
	 * @param driverProperties all properties that are set for the driver
	 */
	public void useDriverProperties(Properties driverProperties) {
		this.connector = this.connectors.apply(driverProperties);
	}

	/**
	 * How long a login may take.
	 * @return the time in seconds
	 */
	public int loginTimeoutSeconds() {
		return this.connector.loginTimeoutSeconds();
	}

	/**
	 * What is known of the sessions.
	 * @return the sessions
	 */
	public EndpointSessions sessions() {
		return this.sessions;
	}

	/**
	 * Opens a connection for a probe, with a timeout of its own, which is that of its
	 * reads as well.
	 * @param as whose connection it is
	 * @param timeout how long that may take
	 * @return the connection
	 * @throws SQLException if it cannot be opened in time
	 */
	public Connection open(Credentials as, Duration timeout) throws SQLException {
		return this.connector.within(timeout).connect(as, SessionPlan.none(this.sessions.kind()), null);
	}

	/**
	 * Opens a connection, and another one if by then it turns out that it should have
	 * been opened in another way.
	 * @param as whose connection it is
	 * @return the connection, with what holds in its session
	 * @throws SQLException if it cannot be opened
	 */
	public Connection open(Credentials as) throws SQLException {
		EndpointKind kind = this.sessions.treatedAs();
		SessionPlan plan = this.sessions.plan(kind);
		Connection connection = connect(as, plan);
		try {
			if (isWorthAsking() && this.detector.ask(connection)) {
				warnOfPooler();
			}
			if (kind == this.sessions.treatedAs()) {
				prepare(connection, plan);
				this.connector.resetReadTimeout(connection);
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
		return this.sessions.poolerEvidence() == PoolerEvidence.NOT_ASKED
				&& (this.sessions.hasSettings() || !this.endpoint.provider().kindKnown());
	}

	/**
	 * Migrations through a pooler are allowed explicitly and need no warning.
	 */
	private void warnOfPooler() {
		List<String> notApplied = this.sessions.plan().notApplied();
		if (this.sessions.hasSettings()) {
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
		if (plan.startupOptions() == null || this.sessions.refusesOptions()) {
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
			this.sessions.optionsRefused();
			logger.debug(LogMessage.format("%s refuses options when a session starts", this.endpoint), ex);
			return connection;
		}
	}

}

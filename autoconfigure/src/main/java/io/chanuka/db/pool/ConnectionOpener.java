package io.chanuka.db.pool;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import io.chanuka.db.provider.EndpointKind;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.SessionPlan;
import io.chanuka.db.settings.SessionSettings;
import io.chanuka.db.transport.ConnectionSockets;
import io.chanuka.db.url.Credentials;
import io.chanuka.db.url.PostgresUrl;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

import org.springframework.core.log.LogMessage;

/**
 * Opens one connection after another to an endpoint, each with what its kind allows, and
 * finds out the kind where nobody knows it.
 */
final class ConnectionOpener {

	private static final Log logger = LogFactory.getLog(ConnectionOpener.class);

	private final Driver driver;

	private final EndpointSettings endpoint;

	/**
	 * Held here, because the driver finds it only as long as somebody does.
	 */
	private final ConnectionSockets sockets;

	private final Properties properties;

	private final @Nullable SessionSettings session;

	private final boolean refusesPooler;

	private volatile EndpointKind kind;

	private volatile PoolerEvidence evidence = PoolerEvidence.NOT_ASKED;

	/**
	 * Whether a pooler has refused options in the start-up packet, which it will do
	 * again.
	 */
	private volatile boolean withoutOptions;

	/**
	 * Create a new instance.
	 * @param driver opens them
	 * @param endpoint where to
	 * @param sockets where the sockets come from
	 * @param properties what the driver is told each time
	 * @param session what should hold in the sessions, or {@code null} for nothing
	 * @param refusesPooler whether a pooler that the connection betrays is an error
	 */
	ConnectionOpener(Driver driver, EndpointSettings endpoint, ConnectionSockets sockets, Properties properties,
			@Nullable SessionSettings session, boolean refusesPooler) {
		this.driver = driver;
		this.endpoint = endpoint;
		this.sockets = sockets;
		this.properties = properties;
		this.session = session;
		this.refusesPooler = refusesPooler;
		this.kind = endpoint.provider().kind();
	}

	/**
	 * What a connection reaches, as far as anybody knows by now.
	 */
	EndpointKind kind() {
		return this.kind;
	}

	PoolerEvidence evidence() {
		return this.evidence;
	}

	/**
	 * How the session settings are brought there now.
	 */
	SessionPlan plan() {
		return (this.session != null)
				? SessionPlan.of(this.kind, this.session, this.endpoint.credentials().value().username())
				: new SessionPlan(null, null, 0, this.kind != EndpointKind.TRANSACTION_POOLED, List.of());
	}

	Connection open(Credentials as) throws SQLException {
		SessionPlan plan = plan();
		Connection connection = connect(as, plan);
		try {
			if (isWorthAsking() && isPoolerBetrayed(connection)) {
				connection.close();
				return open(as);
			}
			prepare(connection, plan);
			return connection;
		}
		catch (SQLException ex) {
			connection.close();
			throw ex;
		}
	}

	/**
	 * Migrations to an endpoint of a known kind save the round trip.
	 */
	private boolean isWorthAsking() {
		return this.evidence == PoolerEvidence.NOT_ASKED
				&& (this.session != null || !this.endpoint.provider().kindKnown());
	}

	/**
	 * Where a rule or a person has decided the kind, that holds, and the answer is only
	 * reported.
	 * @return whether this very connection was opened the wrong way
	 */
	private boolean isPoolerBetrayed(Connection connection) throws SQLException {
		PoolerEvidence found = PoolerEvidence.of(connection);
		boolean decides = found == PoolerEvidence.POOLED && !this.endpoint.provider().kindKnown();
		if (decides && this.refusesPooler) {
			throw new PooledMigrationException(this.endpoint.url().value().toString());
		}
		synchronized (this) {
			boolean first = this.evidence == PoolerEvidence.NOT_ASKED;
			this.evidence = found;
			if (decides && first) {
				this.kind = EndpointKind.TRANSACTION_POOLED;
				logger.warn(LogMessage.format(
						"A pooler stands before %s. It is treated as one in transaction mode; set "
								+ "chanuka.db.pooler.mode to transaction, or to what it is, to say so from the start",
						this.endpoint.url().value().firstHost()));
			}
			else if (first && this.withoutOptions) {
				logger.warn(LogMessage.format(
						"%s refuses start-up parameters, so timeouts cannot be set there. Set chanuka.db.pooler.mode if "
								+ "it is a pooler",
						this.endpoint.url().value().firstHost()));
			}
		}
		return decides;
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
			return connect(as, plan, null);
		}
		try {
			return connect(as, plan, plan.startupOptions());
		}
		catch (SQLException ex) {
			if (ConnectionFailure.of(ex).kind() != FailureKind.PROTOCOL) {
				throw ex;
			}
			Connection connection = connect(as, plan, null);
			this.withoutOptions = true;
			logger.debug("Start-up parameters are refused", ex);
			return connection;
		}
	}

	private Connection connect(Credentials as, SessionPlan plan, @Nullable String options) throws SQLException {
		Properties info = new Properties();
		info.putAll(this.properties);
		set(info, PGProperty.USER, as.username());
		set(info, PGProperty.PASSWORD, as.password());
		if (!plan.prepares()) {
			info.putIfAbsent(PGProperty.PREPARE_THRESHOLD.getName(), "0");
		}
		if (plan.queryTimeoutSeconds() > 0) {
			info.putIfAbsent(PGProperty.QUERY_TIMEOUT.getName(), Integer.toString(plan.queryTimeoutSeconds()));
		}
		String url = withOptions(this.endpoint.url().value(), info, options).toJdbcUrl();
		try {
			Connection connection = this.driver.connect(url, info);
			if (connection == null) {
				throw new SQLException("The PostgreSQL driver does not accept the URL " + this.endpoint.url().value(),
						"08001");
			}
			return connection;
		}
		catch (SQLException ex) {
			throw (ConnectionFailure.of(ex).kind() == FailureKind.TLS)
					? TlsRefusedException.of(ex, this.endpoint, this.sockets.settings()) : ex;
		}
	}

	private static void set(Properties info, PGProperty property, @Nullable String value) {
		if (value != null) {
			property.set(info, value);
		}
	}

	/**
	 * What the URL or the properties of the driver say comes last, and so beats ours.
	 */
	private static PostgresUrl withOptions(PostgresUrl url, Properties info, @Nullable String options) {
		if (options == null) {
			return url;
		}
		String name = PGProperty.OPTIONS.getName();
		String theirs = url.parameters().getOrDefault(name, info.getProperty(name, ""));
		Map<String, String> parameters = new LinkedHashMap<>(url.parameters());
		parameters.put(name, (options + " " + theirs).strip());
		return url.withParameters(parameters);
	}

}

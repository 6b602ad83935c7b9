package io.chanuka.db.connection.driver;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

import io.chanuka.db.connection.ConnectionFailure;
import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.connection.TlsRefusedException;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.SessionPlan;
import io.chanuka.db.transport.ConnectionSockets;
import io.chanuka.db.url.Credentials;
import io.chanuka.db.url.PostgresUrl;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

/**
 * Has the driver open a connection to an endpoint.
 */
public final class DriverConnector {

	private final Driver driver;

	private final EndpointSettings endpoint;

	/**
	 * Held here, because the driver finds it only as long as it is referenced.
	 */
	private final ConnectionSockets sockets;

	private final DriverSettings settings;

	/**
	 * Create a new instance.
	 * @param driver opens the connections
	 * @param endpoint where to
	 * @param sockets where the sockets come from
	 * @param settings the driver's settings for each connection
	 */
	DriverConnector(Driver driver, EndpointSettings endpoint, ConnectionSockets sockets, DriverSettings settings) {
		this.driver = driver;
		this.endpoint = endpoint;
		this.sockets = sockets;
		this.settings = settings;
	}

	/**
	 * A copy with a shorter timeout.
	 * @param timeout how long an opening may take
	 * @return another connector
	 */
	DriverConnector within(Duration timeout) {
		return new DriverConnector(this.driver, this.endpoint, this.sockets, this.settings.within(timeout));
	}

	int loginTimeoutSeconds() {
		return this.settings.loginTimeoutSeconds();
	}

	/**
	 * Opens a connection whose reads take no longer than a login may, until that timeout
	 * is reset.
	 * @param as whose connection it is
	 * @param plan what the client has to heed
	 * @param options what the session starts with, or {@code null} for nothing
	 * @return the connection
	 * @throws SQLException if it cannot be opened
	 */
	Connection connect(Credentials as, SessionPlan plan, @Nullable String options) throws SQLException {
		Properties info = new Properties();
		info.putAll(this.settings.properties());
		set(info, PGProperty.USER, as.username());
		set(info, PGProperty.PASSWORD, as.password());
		if (!plan.prepares()) {
			info.putIfAbsent(PGProperty.PREPARE_THRESHOLD.getName(), "0");
		}
		if (plan.queryTimeoutSeconds() > 0) {
			info.putIfAbsent(PGProperty.QUERY_TIMEOUT.getName(), Integer.toString(plan.queryTimeoutSeconds()));
		}
		String url = withOptions(this.endpoint.postgresUrl(), info, options).toJdbcUrl();
		try {
			Connection connection = this.driver.connect(url, info);
			if (connection == null) {
				throw new SQLException("The PostgreSQL driver does not accept the URL " + this.endpoint.postgresUrl(),
						"08001");
			}
			return connection;
		}
		catch (SQLException ex) {
			throw (ConnectionFailure.of(ex).kind() == FailureKind.TLS)
					? TlsRefusedException.of(ex, this.endpoint, this.sockets.settings(), this.sockets.refusedNames())
					: ex;
		}
	}

	/**
	 * From now on a read may take as long as the timeouts of the session allow.
	 * @param connection a connection that is ready for its caller
	 * @throws SQLException if the driver refuses
	 */
	void resetReadTimeout(Connection connection) throws SQLException {
		boolean theirs = this.endpoint.parameters().containsKey(PGProperty.SOCKET_TIMEOUT.getName());
		if (this.settings.isSocketTimeoutOurs() && !theirs) {
			connection.setNetworkTimeout(Runnable::run, 0);
		}
	}

	private static void set(Properties info, PGProperty property, @Nullable String value) {
		if (value != null) {
			property.set(info, value);
		}
	}

	/**
	 * What the URL or the properties of the driver set comes last, and so beats ours.
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

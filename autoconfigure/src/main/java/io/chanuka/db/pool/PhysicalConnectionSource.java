package io.chanuka.db.pool;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.url.Credentials;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Opens physical connections to one endpoint and knows those that are open. It pools
 * nothing: who asks for a connection closes it.
 */
public final class PhysicalConnectionSource extends AbstractDataSource {

	/**
	 * PostgreSQL cuts longer names; NAMEDATALEN is 64 including the terminator.
	 */
	private static final int APPLICATION_NAME_BYTES = 63;

	private final Driver driver = new Driver();

	private final Set<PhysicalConnection> open = ConcurrentHashMap.newKeySet();

	private final EndpointSettings endpoint;

	private final String jdbcUrl;

	private final Properties properties;

	private final int loginTimeoutSeconds;

	private volatile @Nullable ConnectionFailure lastFailure;

	private PhysicalConnectionSource(EndpointSettings endpoint, Properties properties, int loginTimeoutSeconds) {
		this.endpoint = endpoint;
		this.jdbcUrl = endpoint.url().value().toJdbcUrl();
		this.properties = properties;
		this.loginTimeoutSeconds = loginTimeoutSeconds;
	}

	/**
	 * Creates the source of one endpoint.
	 * @param settings the settings
	 * @param endpoint the endpoint, one of the settings' own
	 * @param driverProperties properties that somebody set for the driver; they beat the
	 * ones that follow from the settings
	 * @return the source; nothing is opened yet
	 */
	public static PhysicalConnectionSource of(DatabaseSettings settings, EndpointSettings endpoint,
			Properties driverProperties) {
		Properties properties = new Properties();
		PGProperty.APPLICATION_NAME.set(properties, cut(settings.connection().applicationName().value()));
		// Sends the name with the start-up packet and so saves a round trip.
		PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "9.0");
		PGProperty.TCP_KEEP_ALIVE.set(properties, settings.connection().tcpKeepAlive().value());
		PGProperty.CONNECT_TIMEOUT.set(properties, seconds(settings.connection().connectTimeout().value()));
		int loginTimeoutSeconds = seconds(settings.connection().loginTimeout().value());
		PGProperty.LOGIN_TIMEOUT.set(properties, loginTimeoutSeconds);
		properties.putAll(driverProperties);
		return new PhysicalConnectionSource(endpoint, properties, loginTimeoutSeconds);
	}

	@Override
	public Connection getConnection() throws SQLException {
		return open(this.endpoint.credentials().value());
	}

	@Override
	public Connection getConnection(@Nullable String username, @Nullable String password) throws SQLException {
		return open(new Credentials(username, password));
	}

	/**
	 * Ignored: HikariCP would set its borrow timeout here, while how long an opening may
	 * take is decided by the settings.
	 */
	@Override
	public void setLoginTimeout(int seconds) {
	}

	/**
	 * How long an opening may take, in seconds. HikariCP waits that long for a running
	 * one when it closes.
	 */
	@Override
	public int getLoginTimeout() {
		return this.loginTimeoutSeconds;
	}

	private Connection open(Credentials as) throws SQLException {
		Properties info = new Properties();
		info.putAll(this.properties);
		if (as.username() != null) {
			PGProperty.USER.set(info, as.username());
		}
		if (as.password() != null) {
			PGProperty.PASSWORD.set(info, as.password());
		}
		try {
			return track(connect(info));
		}
		catch (SQLException ex) {
			this.lastFailure = ConnectionFailure.of(ex);
			throw ex;
		}
	}

	private Connection connect(Properties info) throws SQLException {
		Connection connection = this.driver.connect(this.jdbcUrl, info);
		if (connection == null) {
			throw new SQLException("The PostgreSQL driver does not accept the URL " + this.endpoint.url().value(),
					"08001");
		}
		return connection;
	}

	private PhysicalConnection track(Connection connection) throws SQLException {
		PhysicalConnection tracked = new PhysicalConnection(connection, this);
		this.open.add(tracked);
		return tracked;
	}

	void closed(PhysicalConnection connection) {
		this.open.remove(connection);
	}

	/**
	 * How many connections of this source are open now.
	 * @return the number
	 */
	public int openConnections() {
		return this.open.size();
	}

	/**
	 * The connections that the pool has lent and not got back.
	 * @return those, now
	 */
	List<PhysicalConnection> lent() {
		return this.open.stream().filter(PhysicalConnection::isLent).toList();
	}

	/**
	 * Why the last attempt that failed did so.
	 * @return the failure, or {@code null} if none ever failed
	 */
	public @Nullable ConnectionFailure lastFailure() {
		return this.lastFailure;
	}

	private static String cut(String name) {
		String cut = name;
		while (cut.getBytes(StandardCharsets.UTF_8).length > APPLICATION_NAME_BYTES) {
			cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
		}
		return cut;
	}

	/**
	 * The driver counts in seconds; a fraction is rounded up because zero means for ever.
	 */
	private static int seconds(Duration duration) {
		return (int) Math.max(1, (duration.toMillis() + 999) / 1000);
	}

	@Override
	public String toString() {
		return "physical connections to " + this.endpoint;
	}

}

package io.chanuka.db.pool;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.url.Credentials;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Opens physical connections to one endpoint. It keeps none: who asks for a connection
 * closes it.
 */
public final class PhysicalConnectionSource extends AbstractDataSource {

	/**
	 * PostgreSQL cuts longer names; NAMEDATALEN is 64 including the terminator.
	 */
	private static final int APPLICATION_NAME_BYTES = 63;

	private final Driver driver = new Driver();

	private final String jdbcUrl;

	private final Credentials credentials;

	private final Properties properties;

	private final int loginTimeoutSeconds;

	private PhysicalConnectionSource(EndpointSettings endpoint, Properties properties, int loginTimeoutSeconds) {
		this.jdbcUrl = endpoint.url().value().toJdbcUrl();
		this.credentials = endpoint.credentials().value();
		this.properties = properties;
		this.loginTimeoutSeconds = loginTimeoutSeconds;
	}

	/**
	 * Creates the source of one endpoint.
	 * @param settings the settings
	 * @param endpoint the endpoint, one of the settings' own
	 * @return the source; nothing is opened yet
	 */
	public static PhysicalConnectionSource of(DatabaseSettings settings, EndpointSettings endpoint) {
		Properties properties = new Properties();
		PGProperty.APPLICATION_NAME.set(properties, cut(settings.applicationName().value()));
		// Sends the name with the start-up packet and so saves a round trip.
		PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "9.0");
		PGProperty.TCP_KEEP_ALIVE.set(properties, settings.tcpKeepAlive().value());
		PGProperty.CONNECT_TIMEOUT.set(properties, seconds(settings.connectTimeout().value()));
		int loginTimeoutSeconds = seconds(settings.loginTimeout().value());
		PGProperty.LOGIN_TIMEOUT.set(properties, loginTimeoutSeconds);
		return new PhysicalConnectionSource(endpoint, properties, loginTimeoutSeconds);
	}

	@Override
	public Connection getConnection() throws SQLException {
		return open(this.credentials);
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
		Connection connection = this.driver.connect(this.jdbcUrl, info);
		if (connection == null) {
			throw new SQLException("The PostgreSQL driver does not accept the URL " + this.jdbcUrl, "08001");
		}
		return connection;
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
		return "physical connections to " + this.jdbcUrl;
	}

}

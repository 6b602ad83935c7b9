package io.chanuka.db.connection.driver;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

import io.chanuka.db.settings.ConnectionSettings;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.transport.ConnectionSockets;
import io.chanuka.db.transport.RegisteredSocketFactory;
import org.postgresql.PGProperty;

/**
 * The driver's settings for every connection to an endpoint.
 *
 * @param properties the driver's properties, without credentials
 * @param loginTimeoutSeconds how long an opening may take
 * @param isSocketTimeoutOurs whether the timeout of reads is for the opening only
 */
public record DriverSettings(Properties properties, int loginTimeoutSeconds, boolean isSocketTimeoutOurs) {

	/**
	 * PostgreSQL cuts longer names; NAMEDATALEN is 64 including the terminator.
	 */
	private static final int APPLICATION_NAME_BYTES = 63;

	/**
	 * The driver's default is 10.
	 */
	private static final int HOST_RECHECK_SECONDS = 2;

	/**
	 * Read as settings already, and possibly strengthened.
	 */
	private static final Set<String> DECIDED = Set.of(PGProperty.SSL_ROOT_CERT.getName(), PGProperty.SSL_CERT.getName(),
			PGProperty.SSL_KEY.getName(), PGProperty.SSL_PASSWORD.getName(), PGProperty.SSL_FACTORY_ARG.getName());

	/**
	 * Puts them together.
	 * @param endpoint where to
	 * @param connection how connections are opened
	 * @param sockets where the sockets come from
	 * @param chosen properties that are set for the driver, which beat ours
	 * @return the settings
	 */
	static DriverSettings of(EndpointSettings endpoint, ConnectionSettings connection, ConnectionSockets sockets,
			Properties chosen) {
		Properties properties = new Properties();
		PGProperty.APPLICATION_NAME.set(properties, cut(connection.applicationName().value()));
		// Sends the name with the start-up packet and so saves a round trip.
		PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "9.0");
		PGProperty.TCP_KEEP_ALIVE.set(properties, connection.tcpKeepAlive().value());
		PGProperty.CONNECT_TIMEOUT.set(properties, seconds(connection.connectTimeout().value()));
		int loginTimeoutSeconds = seconds(connection.loginTimeout().value());
		PGProperty.LOGIN_TIMEOUT.set(properties, loginTimeoutSeconds);
		// Ends the thread that the driver leaves behind after the login timeout.
		PGProperty.SOCKET_TIMEOUT.set(properties, loginTimeoutSeconds);
		setTargetServer(properties, endpoint, chosen);
		if (!isSet(endpoint, chosen, PGProperty.SOCKET_FACTORY)) {
			PGProperty.SOCKET_FACTORY.set(properties, RegisteredSocketFactory.class.getName());
		}
		properties.putAll(sockets.driverProperties());
		// What a factory other than ours reads is left to it.
		boolean ownFactory = sockets.settings().factory() != null;
		chosen.forEach((name, value) -> {
			boolean decided = name.equals(PGProperty.SSL_MODE.getName()) || (!ownFactory && DECIDED.contains(name));
			if (!decided) {
				properties.put(name, value);
			}
		});
		return new DriverSettings(properties, loginTimeoutSeconds,
				!chosen.containsKey(PGProperty.SOCKET_TIMEOUT.getName()));
	}

	/**
	 * Of several hosts only the primary accepts writes. What the driver knows of them is
	 * forgotten soon, so that a failover is noticed. A URL that Spring Boot would use by
	 * itself keeps the driver's defaults.
	 */
	private static void setTargetServer(Properties properties, EndpointSettings endpoint, Properties chosen) {
		if (endpoint.hosts().size() == 1 || endpoint.plain()) {
			return;
		}
		PGProperty.HOST_RECHECK_SECONDS.set(properties, HOST_RECHECK_SECONDS);
		if (!isSet(endpoint, chosen, PGProperty.TARGET_SERVER_TYPE, PGProperty.LOAD_BALANCE_HOSTS)) {
			PGProperty.TARGET_SERVER_TYPE.set(properties, "primary");
		}
	}

	/**
	 * Whether one of the properties is set by the URL or for the driver.
	 */
	private static boolean isSet(EndpointSettings endpoint, Properties chosen, PGProperty... properties) {
		return Stream.of(properties)
			.map(PGProperty::getName)
			.anyMatch((name) -> endpoint.parameters().containsKey(name) || chosen.containsKey(name));
	}

	/**
	 * A copy with a shorter timeout.
	 * @param timeout how long an opening may take
	 * @return a copy
	 */
	DriverSettings within(Duration timeout) {
		Properties hurried = new Properties();
		hurried.putAll(this.properties);
		PGProperty.CONNECT_TIMEOUT.set(hurried, seconds(timeout));
		PGProperty.LOGIN_TIMEOUT.set(hurried, seconds(timeout));
		PGProperty.SOCKET_TIMEOUT.set(hurried, seconds(timeout));
		return new DriverSettings(hurried, seconds(timeout), this.isSocketTimeoutOurs);
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

}

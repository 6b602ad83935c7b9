package io.chanuka.db.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The shape of {@code chanuka.db.*}: names, types and descriptions. The values are read
 * together with their origins by {@link SettingsInputReader}; defaults are decided in the
 * resolver, and a test holds the ones written here against it.
 *
 * @param enabled whether to prepare the DataSources, health, metrics and drain
 * @param url URL of the database, as postgresql://, postgres:// or jdbc:postgresql://
 * @param username user name, if it does not stand in the URL
 * @param password password, if it does not stand in the URL
 * @param environment what the application is deployed for: production, staging,
 * development or testing; taken from the active profiles or the host if not set
 * @param applicationName name that the server shows for the connections; the
 * application's name and the environment if not set
 * @param connectTimeout how long the opening of a socket may take
 * @param loginTimeout how long the opening of a connection, TLS and authentication
 * included, may take
 * @param tcpKeepAlive whether the operating system probes idle sockets; on in production
 * and staging if not set
 * @param migration where and how the schema is changed
 * @param pool the runtime pool
 * @param shutdown what happens when the application stops
 */
@ConfigurationProperties("chanuka.db")
public record ChanukaDbProperties(@DefaultValue("true") Boolean enabled, @Nullable String url,
		@Nullable String username, @Nullable String password, @Nullable String environment,
		@Nullable String applicationName, @DefaultValue("10s") Duration connectTimeout,
		@DefaultValue("15s") Duration loginTimeout, @Nullable Boolean tcpKeepAlive, @Nullable Migration migration,
		@Nullable Pool pool, @Nullable Shutdown shutdown) {

	/**
	 * Shows no value: some are secrets.
	 */
	@Override
	public String toString() {
		return "properties of chanuka.db";
	}

	/**
	 * Where and how the schema is changed.
	 *
	 * @param url URL for migrations; the direct endpoint of the runtime's database if not
	 * set
	 * @param username user name for migrations; the runtime's if not set
	 * @param password password for migrations; the runtime's, for the same user, if not
	 * set
	 */
	public record Migration(@Nullable String url, @Nullable String username, @Nullable String password) {

		/**
		 * Shows no value: some are secrets.
		 */
		@Override
		public String toString() {
			return "properties of chanuka.db.migration";
		}

	}

	/**
	 * The runtime pool.
	 *
	 * @param maxSize the most connections, borrowed and idle; 20 in production, 15 in
	 * staging, 5 in development, 3 in testing if not set
	 * @param minIdle idle connections that are kept open; 5 in production and staging, 1
	 * in development, 0 in testing if not set
	 * @param idleTimeout how long a connection above the minimum may be idle, 0 for ever;
	 * 30 seconds, in testing 10 seconds, if not set
	 * @param connectionTimeout how long a borrower waits for a connection; 10 seconds, in
	 * testing 5 seconds, if not set
	 * @param validationTimeout how long the check of a connection may take
	 * @param maxLifetime how old a connection may become, 0 for ever
	 * @param keepaliveTime how often an idle connection is touched, 0 for never
	 * @param leakDetectionThreshold how long a connection may be borrowed before it is
	 * reported as leaked, 0 for ever
	 */
	public record Pool(@Nullable Integer maxSize, @Nullable Integer minIdle, @Nullable Duration idleTimeout,
			@Nullable Duration connectionTimeout, @DefaultValue("2s") Duration validationTimeout,
			@DefaultValue("30m") Duration maxLifetime, @DefaultValue("2m") Duration keepaliveTime,
			@DefaultValue("0s") Duration leakDetectionThreshold) {

	}

	/**
	 * What happens when the application stops.
	 *
	 * @param drainTimeout how long borrowed connections are awaited before the pool
	 * closes
	 */
	public record Shutdown(@DefaultValue("30s") Duration drainTimeout) {

	}

}

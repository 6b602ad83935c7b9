package io.chanuka.db.autoconfigure.environment;

import java.time.Duration;
import java.util.List;

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
 * @param host host names of the database, separated by commas, where there is no URL
 * @param port port of the database, where there is no URL; 5432 if not set
 * @param name name of the database, where there is no URL; the user's name if not set
 * @param environment what the application is deployed for: production, staging,
 * development or testing; taken from the active profiles or the host if not set
 * @param provider name of the provider; recognised by the host if not set
 * @param applicationName name that the server shows for the connections; the
 * application's name and the environment if not set
 * @param connectTimeout how long the opening of a socket may take, at least 1 second
 * @param loginTimeout how long the opening of a connection, TLS and authentication
 * included, may take, at least 1 second
 * @param tcpKeepAlive whether the operating system probes idle sockets; on in production
 * and staging if not set
 * @param statementTimeout how long the server lets a statement of the runtime run, 0 for
 * ever
 * @param queryTimeout how long the client waits for a statement before it has the server
 * cancel it, in whole seconds, 0 for ever
 * @param lockTimeout how long a statement waits for a lock before it fails with SQLSTATE
 * 55P03, 0 for ever
 * @param idleInTransactionTimeout how long a transaction may be idle before the server
 * ends the session with SQLSTATE 25P03, 0 for ever
 * @param run command to run in the place of the application, only as an argument of the
 * command line: migrate, validate, info, health, verify or mark
 * @param runFormat how the report of the command is printed: table or json
 * @param runDetail whether the command health reports every detail
 * @param runEvery how often the command health is repeated; once if not set
 * @param envAliases variables under other names
 * @param pooler the pooler between application and server
 * @param pool the runtime pool
 * @param migration where and how the schema is changed
 * @param ssl encryption of the connections
 * @param startup waiting for the database when the application starts
 * @param retry retry of operations after transient errors
 * @param statementLog log of the statements
 * @param connectionLog log of the connections
 * @param health health of the database
 * @param readiness the database as part of the readiness
 * @param metrics meters of the database
 * @param shutdown what happens when the application stops
 */
@ConfigurationProperties("chanuka.db")
public record ChanukaDbProperties(@DefaultValue("true") Boolean enabled, @Nullable String url,
		@Nullable String username, @Nullable String password, @Nullable String host, @Nullable Integer port,
		@Nullable String name, @Nullable String environment, @Nullable String provider,
		@Nullable String applicationName, @DefaultValue("10s") Duration connectTimeout,
		@DefaultValue("15s") Duration loginTimeout, @Nullable Boolean tcpKeepAlive,
		@DefaultValue("30s") Duration statementTimeout, @DefaultValue("0s") Duration queryTimeout,
		@DefaultValue("0s") Duration lockTimeout, @DefaultValue("0s") Duration idleInTransactionTimeout,
		@Nullable String run, @DefaultValue("table") String runFormat, @DefaultValue("false") Boolean runDetail,
		@Nullable Duration runEvery, @Nullable EnvAliases envAliases, @Nullable Pooler pooler, @Nullable Pool pool,
		@Nullable Migration migration, @Nullable Ssl ssl, @Nullable Startup startup, @Nullable Retry retry,
		@Nullable StatementLog statementLog, @Nullable ConnectionLog connectionLog, @Nullable Health health,
		@Nullable Readiness readiness, @Nullable Metrics metrics, @Nullable Shutdown shutdown) {

	/**
	 * Shows no value: some are secrets.
	 */
	@Override
	public String toString() {
		return "properties of chanuka.db";
	}

	/**
	 * Variables under other names.
	 *
	 * @param enabled whether variables such as DATABASE_URL are understood
	 */
	record EnvAliases(@DefaultValue("true") Boolean enabled) {

	}

	/**
	 * The pooler between application and server.
	 *
	 * @param mode how the pooler at the runtime's URL assigns server connections: auto,
	 * none, session or transaction
	 * @param preparedStatements whether statements are prepared on the server: auto, not
	 * behind a pooler in transaction mode; true, also there, as the pooler keeps those of
	 * its clients apart; or false
	 */
	record Pooler(@DefaultValue("auto") String mode, @DefaultValue("auto") String preparedStatements) {

	}

	/**
	 * The runtime pool.
	 *
	 * @param maxSize the most connections, borrowed and idle; 20 in production, 15 in
	 * staging, 5 in development, 3 in testing if not set
	 * @param minIdle idle connections that are kept open; 5 in production and staging, 1
	 * in development, 0 in testing if not set
	 * @param idleTimeout how long a connection above the minimum may be idle, at least 10
	 * seconds, 0 for ever; 30 seconds, in testing 10 seconds, if not set
	 * @param connectionTimeout how long a caller waits for a connection, at least 250
	 * milliseconds; 10 seconds, in testing 5 seconds, if not set
	 * @param validationTimeout how long the check of a connection may take, at least 250
	 * milliseconds
	 * @param maxLifetime how old a connection may become, at least 30 seconds, 0 for ever
	 * @param keepaliveTime how often an idle connection is touched, at least 30 seconds,
	 * 0 for never
	 * @param maxUses how often a connection may be borrowed before it is replaced, 0 for
	 * any number; 7500 in production and staging, 0 in development and testing if not set
	 * @param leakDetectionThreshold how long a connection may be borrowed before it is
	 * reported as leaked, at least 2 seconds, 0 for ever
	 * @param nestedAcquireDetection whether a thread is reported that acquires a
	 * connection while it holds another one; in development and testing if not set
	 */
	record Pool(@Nullable Integer maxSize, @Nullable Integer minIdle, @Nullable Duration idleTimeout,
			@Nullable Duration connectionTimeout, @DefaultValue("2s") Duration validationTimeout,
			@DefaultValue("30m") Duration maxLifetime, @DefaultValue("2m") Duration keepaliveTime,
			@Nullable Integer maxUses, @DefaultValue("0s") Duration leakDetectionThreshold,
			@Nullable Boolean nestedAcquireDetection) {

	}

	/**
	 * Where and how the schema is changed.
	 *
	 * @param url URL for migrations; the direct endpoint of the runtime's database if not
	 * set
	 * @param username user name for migrations; the runtime's if not set
	 * @param password password for migrations; the runtime's, for the same user, if not
	 * set
	 * @param derive whether the direct endpoint is derived from a pooled one
	 * @param allowPooled whether migrations may go through a pooler in transaction mode
	 * @param mode what the start does with the migrations: migrate, validate, wait or
	 * none
	 * @param timeout how long to wait for the locks of other sessions or, in mode wait,
	 * for the schema, at least 1 second; a migration that runs is not ended
	 * @param lockTimeout how long a migration waits for a lock before it is rolled back
	 * and repeated, at least 10 milliseconds, 0 for ever
	 * @param fastPath whether one query on a connection that is opened early detects that
	 * there is nothing to migrate
	 * @param guard what happens when an application of development or testing finds a
	 * database that is marked with another environment: refuse, warn or off
	 */
	record Migration(@Nullable String url, @Nullable String username, @Nullable String password,
			@DefaultValue("true") Boolean derive, @DefaultValue("false") Boolean allowPooled,
			@DefaultValue("migrate") String mode, @DefaultValue("5m") Duration timeout,
			@DefaultValue("5s") Duration lockTimeout, @DefaultValue("true") Boolean fastPath,
			@DefaultValue("refuse") String guard) {

		/**
		 * Shows no value: some are secrets.
		 */
		@Override
		public String toString() {
			return "properties of chanuka.db.migration";
		}

	}

	/**
	 * Encryption of the connections.
	 *
	 * @param mode the least that is demanded: disable, allow, prefer, require, verify-ca
	 * or verify-full; without it the environment decides
	 * @param rootCertificate certificates of the authorities to trust: PEM text, base64,
	 * a location such as file: or classpath:, or system for the trust store of the JVM,
	 * which is the default
	 * @param certificate certificate of this client: PEM text, base64 or a location
	 * @param privateKey key of this client in PKCS#8, PKCS#1 or SEC1: PEM text, base64 or
	 * a location
	 * @param privateKeyPassword password of that key, if it is encrypted
	 * @param bundle name of an SSL bundle below spring.ssl.bundle that takes the place of
	 * the certificates and the key; a reload of it renews the connections
	 * @param rejectUnauthorized whether the server is verified; false encrypts the
	 * connections without verifying the server certificate
	 */
	record Ssl(@Nullable String mode, @Nullable String rootCertificate, @Nullable String certificate,
			@Nullable String privateKey, @Nullable String privateKeyPassword, @Nullable String bundle,
			@Nullable Boolean rejectUnauthorized) {

		/**
		 * Shows no value: some are secrets.
		 */
		@Override
		public String toString() {
			return "properties of chanuka.db.ssl";
		}

	}

	/**
	 * Waiting for the database when the application starts.
	 *
	 * @param maxAttempts how often to connect with back-off, which is chosen by setting
	 * this or one of the delays; without them attempts are frequent until the timeout
	 * @param initialDelay delay after the first attempt, at least 100 milliseconds
	 * @param multiplier how much longer each following delay is, at least 1
	 * @param maxDelay the longest delay, at least 100 milliseconds
	 * @param timeout how long the start waits for an endpoint to accept its first
	 * connection, 0 for one attempt; 2 minutes in production and staging, 30 seconds in
	 * development (5 for a host without an address), 0 in testing if not set; with
	 * back-off only if set
	 */
	record Startup(@DefaultValue("5") Integer maxAttempts, @DefaultValue("1s") Duration initialDelay,
			@DefaultValue("2") Double multiplier, @DefaultValue("30s") Duration maxDelay, @Nullable Duration timeout) {

	}

	/**
	 * Retry of operations of the application after transient database errors.
	 *
	 * @param maxAttempts how often an operation is attempted, the first attempt included
	 * @param initialDelay how long the back-off is after the first attempt; 50ms at most
	 * after a serialization failure or a deadlock
	 * @param multiplier by what the back-off grows from attempt to attempt
	 * @param maxDelay how long a back-off may become
	 */
	record Retry(@DefaultValue("3") Integer maxAttempts, @DefaultValue("1s") Duration initialDelay,
			@DefaultValue("2") Double multiplier, @DefaultValue("30s") Duration maxDelay) {

	}

	/**
	 * Log of the statements.
	 *
	 * @param enabled whether each statement is logged, at the level DEBUG of the logger
	 * io.chanuka.db.statements; in development, unless that was guessed, if not set;
	 * setting it to true sets that level too
	 * @param maxLength how many characters of a statement are shown
	 * @param parameters what is shown of the parameters: none or values
	 * @param slowThreshold from when on a statement is slow and logged as a warning, at
	 * least 1 millisecond, 0 for never
	 */
	record StatementLog(@Nullable Boolean enabled, @DefaultValue("200") Integer maxLength,
			@DefaultValue("none") String parameters, @DefaultValue("0s") Duration slowThreshold) {

	}

	/**
	 * Log of the connections.
	 *
	 * @param enabled whether opening and closing is logged
	 */
	record ConnectionLog(@DefaultValue("false") Boolean enabled) {

	}

	/**
	 * Health of the database.
	 *
	 * @param timeout how long an answer may take, at least 10 milliseconds; what is known
	 * by then is reported
	 * @param probeTimeout how long a probe of the database may take before it counts as
	 * down, at least 10 milliseconds; longer by the cold start of a provider that scales
	 * to zero if not set
	 * @param stuckAfter for how long no connection may be returned to a full pool before
	 * it is stuck and not just busy, and behind a pooler that does not answer before the
	 * database is down, at least 10 milliseconds; 0 does not switch it off, a long time
	 * does
	 * @param requiredExtensions extensions without which the application is degraded
	 */
	record Health(@DefaultValue("250ms") Duration timeout, @DefaultValue("2s") Duration probeTimeout,
			@DefaultValue("10s") Duration stuckAfter, @Nullable List<String> requiredExtensions) {

	}

	/**
	 * The database as part of the readiness.
	 *
	 * @param enabled whether readiness is OUT_OF_SERVICE while the database is
	 * unavailable; all instances lose it at the same time
	 */
	record Readiness(@DefaultValue("false") Boolean enabled) {

	}

	/**
	 * Meters of the database.
	 *
	 * @param enabled whether meters of ours are published
	 */
	record Metrics(@DefaultValue("true") Boolean enabled) {

	}

	/**
	 * What happens when the application stops.
	 *
	 * @param drainTimeout how long, from the start of the shutdown, active connections
	 * are awaited before their statements are cancelled and the pool closes; 20 seconds,
	 * in testing 1 second, if not set
	 * @param readinessDelay how long requests are served after readiness is off
	 * @param gracePeriod how long the platform waits before it kills, 0 if not known; a
	 * shutdown that may take longer is warned about at the start
	 * @param cancelRequests whether the statements of requests are cancelled shortly
	 * before the web server stops waiting for them, so that their clients get an HTTP
	 * error and not a connection that is reset
	 */
	record Shutdown(@Nullable Duration drainTimeout, @DefaultValue("0s") Duration readinessDelay,
			@DefaultValue("0s") Duration gracePeriod, @DefaultValue("true") Boolean cancelRequests) {

	}

}

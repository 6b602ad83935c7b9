package io.chanuka.db.settings;

import java.time.Duration;

/**
 * The row of defaults that belongs to an environment.
 *
 * @param poolMaxSize the most connections of the pool
 * @param poolMinIdle the idle connections that the pool keeps open
 * @param poolIdleTimeout how long a connection above the minimum may be idle
 * @param poolConnectionTimeout how long a caller waits
 * @param poolMaxUses how often a connection may be borrowed, 0 for any number
 * @param tcpKeepAlive whether the operating system probes idle sockets
 * @param drainTimeout how long a shutdown awaits active connections; fits into a grace
 * period of 30 seconds
 */
public record EnvironmentDefaults(int poolMaxSize, int poolMinIdle, Duration poolIdleTimeout,
		Duration poolConnectionTimeout, int poolMaxUses, boolean tcpKeepAlive, Duration drainTimeout) {

	private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

	private static final Duration TWENTY_SECONDS = Duration.ofSeconds(20);

	private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

	public static EnvironmentDefaults of(DeploymentEnvironment environment) {
		return switch (environment) {
			case PRODUCTION -> new EnvironmentDefaults(20, 5, HALF_A_MINUTE, TEN_SECONDS, 7500, true, TWENTY_SECONDS);
			case STAGING -> new EnvironmentDefaults(15, 5, HALF_A_MINUTE, TEN_SECONDS, 7500, true, TWENTY_SECONDS);
			case DEVELOPMENT -> new EnvironmentDefaults(5, 1, HALF_A_MINUTE, TEN_SECONDS, 0, false, TWENTY_SECONDS);
			// HikariCP's minimum of the idle timeout is ten seconds.
			case TESTING ->
				new EnvironmentDefaults(3, 0, TEN_SECONDS, Duration.ofSeconds(5), 0, false, Duration.ofSeconds(1));
		};
	}

}

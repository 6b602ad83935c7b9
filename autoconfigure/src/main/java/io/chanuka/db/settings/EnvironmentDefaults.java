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
 * @param startupTimeout how long the start tries to connect, zero for one attempt: a
 * wrong URL in a test fails at once
 */
public record EnvironmentDefaults(int poolMaxSize, int poolMinIdle, Duration poolIdleTimeout,
		Duration poolConnectionTimeout, int poolMaxUses, boolean tcpKeepAlive, Duration drainTimeout,
		Duration startupTimeout) {

	private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

	private static final Duration TWENTY_SECONDS = Duration.ofSeconds(20);

	private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

	private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

	public static EnvironmentDefaults of(DeploymentEnvironment environment) {
		return switch (environment) {
			case PRODUCTION ->
				new EnvironmentDefaults(20, 5, HALF_A_MINUTE, TEN_SECONDS, 7500, true, TWENTY_SECONDS, TWO_MINUTES);
			case STAGING ->
				new EnvironmentDefaults(15, 5, HALF_A_MINUTE, TEN_SECONDS, 7500, true, TWENTY_SECONDS, TWO_MINUTES);
			case DEVELOPMENT ->
				new EnvironmentDefaults(5, 1, HALF_A_MINUTE, TEN_SECONDS, 0, false, TWENTY_SECONDS, HALF_A_MINUTE);
			// HikariCP's minimum of the idle timeout is ten seconds.
			case TESTING -> new EnvironmentDefaults(3, 0, TEN_SECONDS, Duration.ofSeconds(5), 0, false,
					Duration.ofSeconds(1), Duration.ZERO);
		};
	}

}

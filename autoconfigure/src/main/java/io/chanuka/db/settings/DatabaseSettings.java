package io.chanuka.db.settings;

import java.time.Duration;
import java.util.List;

/**
 * Everything that was decided about the database, immutable and valid.
 *
 * @param environment what the application is deployed for
 * @param applicationName the name that the server shows for our connections
 * @param runtime where the application works
 * @param migration where the schema is changed
 * @param pool how the runtime pool behaves
 * @param tcpKeepAlive whether the operating system probes idle sockets
 * @param connectTimeout how long the opening of a socket may take
 * @param loginTimeout how long the opening of a connection may take
 * @param drainTimeout how long borrowed connections are awaited when the application
 * stops
 * @param warnings what is valid and yet worth a word, a sentence each, without secrets
 */
public record DatabaseSettings(Setting<DeploymentEnvironment> environment, Setting<String> applicationName,
		EndpointSettings runtime, EndpointSettings migration, PoolSettings pool, Setting<Boolean> tcpKeepAlive,
		Setting<Duration> connectTimeout, Setting<Duration> loginTimeout, Setting<Duration> drainTimeout,
		List<String> warnings) {

	public DatabaseSettings {
		warnings = List.copyOf(warnings);
	}

}

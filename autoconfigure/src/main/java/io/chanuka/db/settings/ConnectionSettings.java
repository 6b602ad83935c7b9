package io.chanuka.db.settings;

import java.time.Duration;

/**
 * How connections are opened, at both ends.
 *
 * @param applicationName the name that the server shows for our connections
 * @param connectTimeout how long the opening of a socket may take
 * @param loginTimeout how long the opening of a connection may take
 * @param tcpKeepAlive whether the operating system probes idle sockets
 */
public record ConnectionSettings(Setting<String> applicationName, Setting<Duration> connectTimeout,
		Setting<Duration> loginTimeout, Setting<Boolean> tcpKeepAlive) {

}

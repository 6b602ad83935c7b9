package io.chanuka.db.settings;

import java.time.Duration;
import java.util.List;

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

	/**
	 * All of them, for a report.
	 * @return the settings in reading order
	 */
	public List<Setting<?>> all() {
		return List.of(this.applicationName, this.connectTimeout, this.loginTimeout, this.tcpKeepAlive);
	}

}

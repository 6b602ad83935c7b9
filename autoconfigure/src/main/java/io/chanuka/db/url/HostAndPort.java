package io.chanuka.db.url;

import java.util.Locale;

/**
 * One network address of a PostgreSQL server.
 *
 * @param host the host name or address as written, IPv6 addresses without brackets
 * @param port the TCP port, 1 to 65535
 */
public record HostAndPort(String host, int port) {

	/**
	 * PostgreSQL's registered port.
	 */
	public static final int DEFAULT_PORT = 5432;

	public HostAndPort {
		if (host.isEmpty()) {
			throw new IllegalArgumentException("'host' must not be empty");
		}
		if (port < 1 || port > 65535) {
			throw new IllegalArgumentException("'port' must be between 1 and 65535 but was " + port);
		}
	}

	/**
	 * Whether the address can only be reached from this machine.
	 * @return {@code true} for {@code localhost} and loopback addresses
	 */
	public boolean isLoopback() {
		String name = this.host.toLowerCase(Locale.ROOT);
		return name.equals("localhost") || name.endsWith(".localhost") || name.matches("127(\\.\\d{1,3}){3}")
				|| name.equals("::1") || name.equals("0:0:0:0:0:0:0:1");
	}

	@Override
	public String toString() {
		String shown = (this.host.indexOf(':') != -1) ? "[" + this.host + "]" : this.host;
		return shown + ":" + this.port;
	}

}

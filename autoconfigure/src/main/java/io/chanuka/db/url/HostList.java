package io.chanuka.db.url;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the addresses of a URL, one or several, separated by commas.
 */
final class HostList {

	private static final String HOST_ACTION = "Write host names, IPv4 addresses or [IPv6] addresses, "
			+ "each with its port behind a colon, separated by commas.";

	private HostList() {
	}

	/**
	 * Reads the authority of a URL.
	 * @param authority the part between user info and database
	 * @param port a port that stood in a parameter, or an empty text
	 * @return the addresses
	 */
	static List<HostAndPort> parse(String authority, String port) {
		List<HostAndPort> hosts = new ArrayList<>();
		for (String address : withoutEmptyEnd(authority).split(",", -1)) {
			int colon = address.indexOf(':', address.lastIndexOf(']') + 1);
			String host = (colon != -1) ? address.substring(0, colon) : address;
			String ownPort = (colon != -1) ? address.substring(colon + 1) : "";
			hosts.add(address(host, ownPort.isEmpty() ? port : ownPort));
		}
		return hosts;
	}

	/**
	 * What is left where a placeholder for a further host is empty is no host for the
	 * driver, and not the default one.
	 */
	private static String withoutEmptyEnd(String authority) {
		int end = authority.length();
		while (end > 0 && authority.charAt(end - 1) == ',') {
			end--;
		}
		return authority.substring(0, end);
	}

	/**
	 * Reads host names that do not stand in a URL, where an IPv6 address needs no
	 * brackets.
	 * @param hosts host names or addresses, separated by commas, each possibly with its
	 * port behind a colon
	 * @param port the port of those without one, or an empty text
	 * @return the addresses
	 */
	static List<HostAndPort> parts(String hosts, String port) {
		List<HostAndPort> addresses = new ArrayList<>();
		for (String host : hosts.split(",", -1)) {
			boolean bareIpv6 = host.indexOf(':') != host.lastIndexOf(':') && host.indexOf(']') == -1;
			addresses.addAll(bareIpv6 ? of(host, port) : parse(host.strip(), port));
		}
		return addresses;
	}

	/**
	 * Reads libpq's parameters {@code host} and {@code port}, which are parallel lists.
	 * @param hosts the host names, separated by commas
	 * @param ports one port for all, one for each, or an empty text
	 * @return the addresses
	 */
	static List<HostAndPort> of(String hosts, String ports) {
		String[] names = hosts.split(",", -1);
		String[] numbers = ports.split(",", -1);
		if (numbers.length != 1 && numbers.length != names.length) {
			throw new InvalidPostgresUrlException("it has " + names.length + " hosts but " + numbers.length + " ports",
					"Give one port for all hosts, or one for each.");
		}
		List<HostAndPort> result = new ArrayList<>();
		for (int i = 0; i < names.length; i++) {
			result.add(address(names[i], numbers[(numbers.length == 1) ? 0 : i]));
		}
		return result;
	}

	private static HostAndPort address(String written, String port) {
		String host = PercentDecoder.decode(written);
		if (host != null && (host.startsWith("/") || host.startsWith("@"))) {
			throw new InvalidPostgresUrlException("the host is a Unix-domain socket, which the JDBC driver cannot open",
					"Use the server's host name and port; for Google Cloud SQL its private address or the proxy's "
							+ "localhost:5432.");
		}
		if (host == null || !host.matches("[\\p{L}\\p{N}._-]*|\\[?[0-9A-Fa-f:.%\\w]+]?")) {
			throw new InvalidPostgresUrlException("a host name contains characters that no host name can contain",
					HOST_ACTION);
		}
		String name = host.replace("[", "").replace("]", "");
		return new HostAndPort(name.isEmpty() ? "localhost" : name, port(port));
	}

	private static int port(String written) {
		if (written.isEmpty()) {
			return HostAndPort.DEFAULT_PORT;
		}
		int port = written.matches("\\d{1,5}") ? Integer.parseInt(written) : 0;
		if (port < 1 || port > 65535) {
			throw new InvalidPostgresUrlException("a port is not a number between 1 and 65535", HOST_ACTION);
		}
		return port;
	}

}

package io.chanuka.db.settings.input;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.chanuka.db.url.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * Which hosts are a developer's, and which are reached over a private network only.
 */
public final class Hosts {

	/**
	 * Names by which containers reach the machine that they run on.
	 */
	private static final Set<String> MACHINE = Set.of("host.docker.internal", "host.containers.internal",
			"gateway.docker.internal");

	/**
	 * Last labels of private networks: Kubernetes, clouds and Docker, Fly.
	 */
	private static final List<String> PRIVATE_SUFFIXES = List.of(".svc", ".svc.cluster.local", ".internal", ".flycast");

	/**
	 * RFC 1918 and RFC 4193.
	 */
	private static final String PRIVATE_ADDRESS = "10(\\.\\d{1,3}){3}|192\\.168(\\.\\d{1,3}){2}"
			+ "|172\\.(1[6-9]|2\\d|3[01])(\\.\\d{1,3}){2}|f[cd][0-9a-f]{2}:[0-9a-f:]*";

	private static final String UNIX_SOCKETS = "org.newsclub.net.unix.";

	/**
	 * Socket factories that encrypt by themselves or stay on the machine.
	 */
	private static final List<String> PRIVATE_FACTORIES = List.of("com.google.cloud.sql.postgres.",
			"com.google.cloud.alloydb.", UNIX_SOCKETS);

	private Hosts() {
	}

	/**
	 * Whether the host is this machine or a name without dots, as Compose gives them.
	 * @param address the host
	 * @return {@code true} if so
	 */
	public static boolean isDevelopment(HostAndPort address) {
		String host = name(address);
		return address.isLoopback() || MACHINE.contains(host) || isSingleLabel(host);
	}

	/**
	 * Whether the host can be reached over a private network only.
	 * @param address the host
	 * @return {@code true} if so
	 */
	public static boolean isPrivate(HostAndPort address) {
		String host = name(address);
		return address.isLoopback() || isSingleLabel(host) || PRIVATE_SUFFIXES.stream().anyMatch(host::endsWith)
				|| host.matches(PRIVATE_ADDRESS);
	}

	/**
	 * Whether the connections of an endpoint are opened by a known factory for which the
	 * host of the URL has no meaning.
	 * @param url the parameters of the URL
	 * @param properties the properties of the driver
	 * @return {@code true} if so
	 */
	public static boolean hasPrivateFactory(Map<String, String> url, Map<String, String> properties) {
		return factories(url, properties).anyMatch((type) -> PRIVATE_FACTORIES.stream().anyMatch(type::startsWith));
	}

	/**
	 * The socket factory that leads to another machine than the URL's host.
	 * @param url the parameters of the URL
	 * @param properties the properties of the driver
	 * @return the class name, or {@code null} if there is none
	 */
	public static @Nullable String remoteFactory(Map<String, String> url, Map<String, String> properties) {
		return factories(url, properties).filter((type) -> !type.startsWith(UNIX_SOCKETS)).findFirst().orElse(null);
	}

	private static Stream<String> factories(Map<String, String> url, Map<String, String> properties) {
		return Stream.of(url, properties).flatMap((map) -> Stream.ofNullable(map.get("socketFactory")));
	}

	private static boolean isSingleLabel(String host) {
		return host.indexOf('.') == -1 && host.indexOf(':') == -1;
	}

	private static String name(HostAndPort address) {
		String host = address.host().toLowerCase(Locale.ROOT);
		return (host.length() > 1 && host.endsWith(".")) ? host.substring(0, host.length() - 1) : host;
	}

}

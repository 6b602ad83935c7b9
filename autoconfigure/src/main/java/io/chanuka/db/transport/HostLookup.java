package io.chanuka.db.transport;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.HostSpec;

/**
 * Finds the address of a host soon after it has got one, although the JVM caches for 10 s
 * that it had none.
 */
final class HostLookup {

	/**
	 * In seconds, 0 for no caching, less for ever. The file {@code java.security} of the
	 * JDK sets 10.
	 */
	private static final String CACHED_SECONDS = "networkaddress.cache.negative.ttl";

	private static final long CACHED_SECONDS_BY_DEFAULT = 10;

	private final Map<String, UnknownHost> hosts = new ConcurrentHashMap<>();

	private final Resolver resolver;

	private final long cachedNanos;

	private final LongSupplier nanoTime;

	HostLookup(Resolver resolver, long cachedSeconds, LongSupplier nanoTime) {
		this.resolver = resolver;
		this.cachedNanos = TimeUnit.SECONDS.toNanos(cachedSeconds);
		this.nanoTime = nanoTime;
	}

	/**
	 * Creates a lookup by the resolver of the JVM.
	 */
	static HostLookup ofJvm() {
		return new HostLookup(InetAddress::getByName, cachedSeconds(Security.getProperty(CACHED_SECONDS)),
				System::nanoTime);
	}

	static long cachedSeconds(@Nullable String configured) {
		try {
			return (configured != null) ? Long.parseLong(configured.strip()) : CACHED_SECONDS_BY_DEFAULT;
		}
		catch (NumberFormatException ex) {
			return CACHED_SECONDS_BY_DEFAULT;
		}
	}

	/**
	 * Resolves a host once more if the JVM has no address for it. A caching time that was
	 * set to none or to ever is left as it is, and so is a host that a proxy resolves.
	 * @param address an address that was just created from the name of its host
	 * @return one with the same name and an address, or what was given
	 */
	InetSocketAddress resolve(InetSocketAddress address) {
		String host = address.getHostString();
		if (!address.isUnresolved() || this.cachedNanos <= 0
				|| !new HostSpec(host, address.getPort()).shouldResolve()) {
			return address;
		}
		long now = this.nanoTime.getAsLong();
		UnknownHost unknown = this.hosts.computeIfAbsent(host, (name) -> new UnknownHost(name, this.cachedNanos, now));
		String spelling = unknown.spelling(now);
		InetAddress found = spelling.equals(host) ? null : find(spelling);
		unknown.resolved(spelling, found != null);
		return (found != null) ? new InetSocketAddress(named(host, found), address.getPort()) : address;
	}

	private @Nullable InetAddress find(String spelling) {
		try {
			return this.resolver.find(spelling);
		}
		catch (UnknownHostException ex) {
			return null;
		}
	}

	private static InetAddress named(String host, InetAddress address) {
		try {
			return (address instanceof Inet6Address local && local.getScopeId() != 0)
					? Inet6Address.getByAddress(host, address.getAddress(), local.getScopeId())
					: InetAddress.getByAddress(host, address.getAddress());
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException("An address has another length than addresses", ex);
		}
	}

	/**
	 * Resolves the name of a host.
	 */
	@FunctionalInterface
	interface Resolver {

		/**
		 * Finds an address.
		 * @param host the name
		 * @return its first address
		 * @throws UnknownHostException if it has none
		 */
		InetAddress find(String host) throws UnknownHostException;

	}

}

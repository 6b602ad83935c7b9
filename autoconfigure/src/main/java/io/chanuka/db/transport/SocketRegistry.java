package io.chanuka.db.transport;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * Finds the sockets of an endpoint by their key. Static, because the driver creates its
 * factories itself and hands over nothing but a text; weak, so that sockets live as long
 * as the data source or the context that holds them and no longer. The lookup of hosts is
 * one for all, because the JVM has one cache of them.
 */
final class SocketRegistry {

	private static final Map<String, WeakReference<SocketEncryption>> SOCKETS = new ConcurrentHashMap<>();

	private static final AtomicLong KEYS = new AtomicLong();

	private static final HostLookup LOOKUP = HostLookup.ofJvm();

	private SocketRegistry() {
	}

	static String register(SocketEncryption sockets) {
		SOCKETS.values().removeIf((reference) -> reference.get() == null);
		String key = Long.toString(KEYS.incrementAndGet());
		SOCKETS.put(key, new WeakReference<>(sockets));
		return key;
	}

	static HostLookup lookup() {
		return LOOKUP;
	}

	static SocketEncryption find(@Nullable String key) {
		WeakReference<SocketEncryption> reference = (key != null) ? SOCKETS.get(key) : null;
		SocketEncryption sockets = (reference != null) ? reference.get() : null;
		if (sockets == null) {
			throw new IllegalStateException("The application whose connection this is has stopped");
		}
		return sockets;
	}

}

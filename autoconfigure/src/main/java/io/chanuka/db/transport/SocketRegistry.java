package io.chanuka.db.transport;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * Finds the sockets of an endpoint by their key. Static, because the driver creates its
 * factories itself and hands over nothing but a text; weak, so that sockets live as long
 * as the data source or the context that holds them and no longer.
 */
final class SocketRegistry {

	private static final Map<String, WeakReference<RegisteredSockets>> SOCKETS = new ConcurrentHashMap<>();

	private static final AtomicLong KEYS = new AtomicLong();

	private SocketRegistry() {
	}

	static String register(RegisteredSockets sockets) {
		SOCKETS.values().removeIf((reference) -> reference.get() == null);
		String key = Long.toString(KEYS.incrementAndGet());
		SOCKETS.put(key, new WeakReference<>(sockets));
		return key;
	}

	static RegisteredSockets find(@Nullable String key) {
		WeakReference<RegisteredSockets> reference = (key != null) ? SOCKETS.get(key) : null;
		RegisteredSockets sockets = (reference != null) ? reference.get() : null;
		if (sockets == null) {
			throw new IllegalStateException("The application whose connection this is has stopped");
		}
		return sockets;
	}

}

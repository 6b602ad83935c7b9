package io.chanuka.db.startup;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the start of the application waiting until its endpoints accept connections, and
 * records the last failed attempt at each of them.
 */
public final class StartupGate {

	private final Map<EndpointRole, StartupFailure> failures = new ConcurrentHashMap<>();

	/**
	 * The last failed attempt at an endpoint.
	 * @param role the endpoint
	 * @return the failure, or {@code null} if no attempt has failed or the endpoint has
	 * accepted a connection since
	 */
	public @Nullable StartupFailure failure(EndpointRole role) {
		return this.failures.get(role);
	}

	void failed(StartupFailure failure) {
		this.failures.put(failure.role(), failure);
	}

	void connected(EndpointRole role) {
		this.failures.remove(role);
	}

}

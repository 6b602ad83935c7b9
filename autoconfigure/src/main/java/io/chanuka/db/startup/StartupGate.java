package io.chanuka.db.startup;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.StartupSettings;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the start of the application waiting until its endpoints accept connections, and
 * records the last failed attempt at each of them.
 */
public final class StartupGate implements AutoCloseable {

	private final List<EndpointGate> gates = new CopyOnWriteArrayList<>();

	private final List<GatedEndpoint> endpoints = new CopyOnWriteArrayList<>();

	private final ProbeTurns turns = new ProbeTurns();

	private final StartupPhase phase = new StartupPhase();

	private final StartupHook hook = new StartupHook(this.phase, this::closeGates);

	private final StartupRetry retry;

	/**
	 * Create a new instance, for the thread that starts the application.
	 * @param settings how long and how often to try
	 */
	public StartupGate(StartupSettings settings) {
		this.retry = new StartupRetry(settings);
	}

	/**
	 * Begins to await connections of an endpoint. Endpoints with the same addresses,
	 * database and user have one wait.
	 * @param role what the endpoint is used for
	 * @param endpoint where it is
	 * @param source where the connections come from
	 * @return the endpoint
	 */
	public synchronized GatedEndpoint add(EndpointRole role, EndpointSettings endpoint,
			PhysicalConnectionSource source) {
		EndpointGate gate = this.gates.stream()
			.filter((existing) -> isSame(existing.endpoint(), endpoint))
			.findFirst()
			.orElseGet(() -> new EndpointGate(endpoint, this.retry, this.phase, this.turns));
		if (!this.gates.contains(gate)) {
			this.gates.add(gate);
		}
		GatedEndpoint added = new GatedEndpoint(gate, role, source);
		this.endpoints.add(added);
		this.hook.watch(source);
		return added;
	}

	private static boolean isSame(EndpointSettings one, EndpointSettings other) {
		return one.hosts().equals(other.hosts())
				&& Objects.equals(one.postgresUrl().database(), other.postgresUrl().database())
				&& Objects.equals(one.username(), other.username());
	}

	/**
	 * The last failed attempt at an endpoint.
	 * @param role the endpoint
	 * @return the failure, or {@code null} if no attempt has failed or the endpoint has
	 * accepted a connection since
	 */
	public @Nullable StartupFailure failure(EndpointRole role) {
		GatedEndpoint endpoint = endpoint(role);
		return (endpoint != null) ? endpoint.failure() : null;
	}

	/**
	 * The endpoint of a role.
	 * @param role the role
	 * @return the endpoint, or {@code null} if there is none
	 */
	public @Nullable GatedEndpoint endpoint(EndpointRole role) {
		return this.endpoints.stream().filter((endpoint) -> endpoint.role() == role).findFirst().orElse(null);
	}

	/**
	 * Whether the JVM shuts down while the application starts.
	 * @return {@code true} once the shutdown has begun
	 */
	public boolean isStopping() {
		return this.phase.isStopping();
	}

	/**
	 * All beans have been created: requests may come in, which do not wait.
	 */
	public void refreshed() {
		this.phase.refreshed();
		this.gates.forEach(EndpointGate::phaseChanged);
	}

	/**
	 * The runners of the application are called from now on, which wait.
	 */
	public void running() {
		this.phase.running();
	}

	/**
	 * The application has started. Where no connection has been opened by now, the
	 * attempts go on in the background.
	 */
	public void ready() {
		this.phase.ready();
		this.hook.remove();
		this.endpoints.stream()
			.filter((endpoint) -> endpoint.role() == EndpointRole.RUNTIME)
			.forEach(GatedEndpoint::resume);
	}

	/**
	 * Ends all waits and attempts.
	 */
	@Override
	public void close() {
		this.hook.remove();
		closeGates();
		this.phase.closed();
	}

	private void closeGates() {
		this.gates.forEach(EndpointGate::close);
	}

}

package io.chanuka.db.startup;

import java.sql.SQLException;
import java.time.Duration;

import io.chanuka.db.connection.source.PhysicalConnectionSource;
import org.jspecify.annotations.Nullable;

/**
 * One use of an endpoint, which waits for the first connection.
 */
public final class GatedEndpoint {

	private final EndpointGate gate;

	private final EndpointRole role;

	private final PhysicalConnectionSource source;

	GatedEndpoint(EndpointGate gate, EndpointRole role, PhysicalConnectionSource source) {
		this.gate = gate;
		this.role = role;
		this.source = source;
	}

	EndpointRole role() {
		return this.role;
	}

	PhysicalConnectionSource source() {
		return this.source;
	}

	/**
	 * Whether the endpoint has accepted a connection.
	 * @return {@code true} from then on for ever
	 */
	public boolean isPassed() {
		return this.gate.isPassed();
	}

	/**
	 * Waits until a connection was opened, while the application starts.
	 * @throws DatabaseUnavailableException if the attempts were given up
	 * @throws SQLException if the application stops
	 */
	public void await() throws SQLException {
		if (!this.gate.isPassed()) {
			this.gate.await(this.role, this.source);
		}
	}

	/**
	 * Waits until the first attempt has succeeded or failed. A permanent failure is tried
	 * again, because a migration can remove its cause.
	 * @param patience how long to wait at the most
	 * @return whether the endpoint has accepted a connection
	 * @throws DatabaseUnavailableException if no retry can help
	 * @throws SQLException if the application stops
	 */
	public boolean settle(Duration patience) throws SQLException {
		return this.gate.isPassed() || this.gate.settle(this.role, this.source, patience);
	}

	/**
	 * Whether a permanent failure ends the start although nothing has connected yet. An
	 * application that starts with its own URL and does not connect goes on to start.
	 * @return {@code false} for a URL that Spring Boot would use by itself
	 */
	public boolean endsStart() {
		return !this.gate.endpoint().plain();
	}

	/**
	 * Begins to connect, and lets an action follow the first connection.
	 * @param action the action, which is run on the thread of the attempt before the
	 * waits end, and must not wait itself
	 */
	public void begin(Runnable action) {
		this.gate.begin(this.role, this.source, action);
	}

	/**
	 * Lets an action follow the first connection, or runs it at once.
	 * @param action the action, which must not wait
	 */
	public void whenConnected(Runnable action) {
		this.gate.whenConnected(action);
	}

	/**
	 * Whether the JVM shuts down while the application starts.
	 * @return {@code true} once the shutdown has begun
	 */
	public boolean isStopping() {
		return this.gate.isStopping();
	}

	/**
	 * The last failed attempt.
	 * @return the failure, or {@code null} if none has failed or the endpoint has
	 * accepted a connection since
	 */
	public @Nullable StartupFailure failure() {
		return this.gate.failure();
	}

	void resume() {
		this.gate.resume(this.role, this.source);
	}

}

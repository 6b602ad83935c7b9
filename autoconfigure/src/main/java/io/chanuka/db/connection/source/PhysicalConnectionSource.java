package io.chanuka.db.connection.source;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.function.Supplier;

import io.chanuka.db.connection.CloseReason;
import io.chanuka.db.connection.ConnectionFailure;
import io.chanuka.db.connection.ConnectionListener;
import io.chanuka.db.connection.ConnectionsSnapshot;
import io.chanuka.db.connection.PhysicalConnection;
import io.chanuka.db.connection.driver.ConnectionOpener;
import io.chanuka.db.connection.driver.EndpointSessions;
import io.chanuka.db.connection.recovery.ConnectionDemand;
import io.chanuka.db.connection.recovery.OutageLog;
import io.chanuka.db.connection.recovery.PreopenedConnections;
import io.chanuka.db.connection.recovery.Recovery;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.transport.EndpointSockets;
import io.chanuka.db.url.Credentials;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Opens physical connections to one endpoint and knows those that are open. It pools
 * nothing: the caller closes the connection. For a pool it also pre-opens connections and
 * retries during outages.
 */
public final class PhysicalConnectionSource extends AbstractDataSource implements AutoCloseable {

	private final ConnectionCounters counters = new ConnectionCounters(Clock.systemUTC());

	private final ConnectionRegistry open = new ConnectionRegistry(this.counters);

	private final PreopenedConnections preopened;

	private final FirstConnection first;

	private final EndpointSettings endpoint;

	private final ConnectionOpener opener;

	private final ConnectionAttempts attempts;

	private final CurrentCredentials credentials;

	private volatile @Nullable Recovery recovery;

	private PhysicalConnectionSource(EndpointSettings endpoint, ConnectionOpener opener) {
		this.endpoint = endpoint;
		this.credentials = new CurrentCredentials(endpoint);
		this.opener = opener;
		this.attempts = new ConnectionAttempts(opener, this.open, this.counters);
		this.preopened = new PreopenedConnections(this::openOwn, opener.loginTimeoutSeconds(), server());
		this.first = new FirstConnection(this::openOwn, this.preopened, server());
	}

	/**
	 * Creates the source of the runtime.
	 * @param settings the settings
	 * @param sockets where the sockets come from
	 * @param driverProperties properties of the driver, which beat the settings
	 * @return the source; nothing is opened yet
	 */
	public static PhysicalConnectionSource runtime(DatabaseSettings settings, EndpointSockets sockets,
			Properties driverProperties) {
		return runtime(new org.postgresql.Driver(), settings, sockets, driverProperties);
	}

	public static PhysicalConnectionSource runtime(Driver driver, DatabaseSettings settings, EndpointSockets sockets,
			Properties driverProperties) {
		return new PhysicalConnectionSource(settings.runtime(),
				ConnectionOpener.runtime(driver, settings, sockets, driverProperties));
	}

	/**
	 * Creates the source of the migrations. No timeout holds in its sessions, and a
	 * pooler that was not configured is an error.
	 * @param settings the settings
	 * @param sockets where the sockets come from
	 * @param driverProperties properties that are set for the driver
	 * @return the source; nothing is opened yet
	 */
	public static PhysicalConnectionSource migration(DatabaseSettings settings, EndpointSockets sockets,
			Properties driverProperties) {
		return new PhysicalConnectionSource(settings.migration(),
				ConnectionOpener.migration(settings, sockets, driverProperties));
	}

	/**
	 * Lets a pool take its connections from here: after a failure it waits until the
	 * server is reachable again, and then finds as many connections as it can use.
	 * @param demand what the pool could use
	 */
	public void recoverFor(ConnectionDemand demand) {
		this.open.onClose(demand::connectionClosed);
		OutageLog log = new OutageLog(server(), this.counters::openedCount, this.counters::refusals, System::nanoTime);
		this.recovery = new Recovery(this::openOwn, this.preopened, demand, log, server());
	}

	/**
	 * Lets each connection be opened with the credentials that a pool has by then.
	 * @param pool returns them
	 */
	public void useCredentials(Supplier<com.zaxxer.hikari.util.Credentials> pool) {
		this.credentials.follow(pool);
	}

	/**
	 * Has the connections that follow opened with other properties of the driver, and
	 * replaces those that are open.
	 * @param driverProperties all properties that are set for the driver
	 */
	public void useDriverProperties(Properties driverProperties) {
		this.opener.useDriverProperties(driverProperties);
		outdate(CloseReason.RETIRED);
	}

	/**
	 * The first connection, which is opened before the pool or the migrations ask for it.
	 * @return that of this source
	 */
	public FirstConnection first() {
		return this.first;
	}

	/**
	 * Sets what follows the connections that are opened from now on.
	 * @param listener the listener
	 */
	public void follow(ConnectionListener listener) {
		this.open.follow(listener);
	}

	/**
	 * The connections that are opened before the pool asks for them.
	 * @return those of this source
	 */
	public PreopenedConnections preopened() {
		return this.preopened;
	}

	@Override
	public Connection getConnection() throws SQLException {
		Recovery known = this.recovery;
		if (known != null) {
			return known.open(this::openOwn).enterPool(sessions().isolation());
		}
		PhysicalConnection first = this.preopened.take();
		return (first != null) ? first : openOwn();
	}

	/**
	 * HikariCP comes here where its configuration names a user, as Spring Boot's does, or
	 * its credentials provider.
	 */
	@Override
	public Connection getConnection(@Nullable String username, @Nullable String password) throws SQLException {
		Credentials given = new Credentials(username, password);
		Recovery known = this.recovery;
		if (known == null) {
			return this.attempts.open(given);
		}
		Credentials as = this.credentials.complete(given);
		if (this.credentials.replace(as)) {
			this.preopened.discard(CloseReason.RETIRED);
		}
		return known.open(() -> this.attempts.open(as)).enterPool(sessions().isolation());
	}

	/**
	 * Opens a connection or fails at once: it waits neither for the end of an outage nor
	 * for connections that are being pre-opened.
	 * @return a connection for this caller alone
	 * @throws SQLException if it could not be opened
	 */
	PhysicalConnection openOwn() throws SQLException {
		return this.attempts.open(this.credentials);
	}

	/**
	 * Ignored: HikariCP would set its connection timeout here, while the login timeout is
	 * decided by the settings.
	 */
	@Override
	public void setLoginTimeout(int seconds) {
	}

	/**
	 * In seconds. HikariCP waits that long for a running login when it closes.
	 */
	@Override
	public int getLoginTimeout() {
		return this.opener.loginTimeoutSeconds();
	}

	/**
	 * What to call the server in the log.
	 * @return such as {@code db.example.com:5432}
	 */
	public String server() {
		return this.endpoint.firstHost().toString();
	}

	/**
	 * What became of the connections so far.
	 * @return the counts
	 */
	public ConnectionsSnapshot counts() {
		return this.counters.snapshot(this.open.size());
	}

	/**
	 * The connections that are open now, and how often all were acquired.
	 * @return those of this source
	 */
	public ConnectionRegistry connections() {
		return this.open;
	}

	/**
	 * How often connections were opened, closed and not opened.
	 * @return the counters of this source
	 */
	public ConnectionCounters counters() {
		return this.counters;
	}

	/**
	 * Opens a connection that no pool knows, past any wait for an outage.
	 * @param timeout how long that may take
	 * @return a connection that the caller closes
	 * @throws SQLException if it cannot be opened in time
	 */
	public Connection openForProbe(Duration timeout) throws SQLException {
		return this.opener.open(this.credentials.get(), timeout);
	}

	/**
	 * Since when connecting has been retried.
	 * @return the time, or {@code null} if nothing of the kind is known
	 */
	public @Nullable Instant outageSince() {
		Recovery known = this.recovery;
		return (known != null) ? known.unavailableSince() : null;
	}

	/**
	 * Why the server is unavailable and connecting is retried.
	 * @return the last failure, or {@code null} if nothing of the kind is known
	 */
	public @Nullable ConnectionFailure outage() {
		Recovery known = this.recovery;
		return (known != null && known.isUnavailable()) ? this.counters.lastFailure() : null;
	}

	/**
	 * What is known of the sessions at the endpoint.
	 * @return the sessions
	 */
	public EndpointSessions sessions() {
		return this.opener.sessions();
	}

	/**
	 * Begins a new generation, because what connections are opened with, or what they
	 * reach, has been replaced: those that are open, or being opened, are closed after
	 * the work that they do now.
	 * @param reason why they are closed
	 */
	public void outdate(CloseReason reason) {
		this.open.outdate(reason);
		this.preopened.discard(reason);
	}

	/**
	 * Stops waiting for a server that is unavailable or does not answer, and closes
	 * pre-opened connections. Connections that were handed out stay as they are.
	 */
	@Override
	public void close() {
		this.open.closing();
		Recovery known = this.recovery;
		if (known != null) {
			known.close();
		}
		this.preopened.close();
		this.attempts.interrupt();
	}

	@Override
	public String toString() {
		return "physical connections to " + this.endpoint;
	}

}

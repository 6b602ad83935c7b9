package io.chanuka.db.connection;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

import io.chanuka.db.lifecycle.DaemonThreads;
import io.chanuka.db.provider.EndpointKind;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.SessionPlan;
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

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final ConnectionCounters counters = new ConnectionCounters(Clock.systemUTC());

	private final ConnectionRegistry open = new ConnectionRegistry(this.counters);

	private final PreopenedConnections preopened;

	private final EndpointSettings endpoint;

	private final ConnectionOpener opener;

	private final ConnectionAttempts attempts;

	private final int loginTimeoutSeconds;

	private volatile Credentials credentials;

	private volatile @Nullable Recovery recovery;

	private PhysicalConnectionSource(EndpointSettings endpoint, ConnectionOpener opener, int loginTimeoutSeconds) {
		this.endpoint = endpoint;
		this.credentials = endpoint.credentials().value();
		this.opener = opener;
		this.attempts = new ConnectionAttempts(opener, this.open, this.counters);
		this.loginTimeoutSeconds = loginTimeoutSeconds;
		this.preopened = new PreopenedConnections(this::openOwn, loginTimeoutSeconds, server());
	}

	/**
	 * Creates the source of the runtime.
	 * @param settings the settings
	 * @param sockets where the sockets come from
	 * @param driverProperties properties that are set for the driver; they beat the ones
	 * that follow from the settings
	 * @return the source; nothing is opened yet
	 */
	public static PhysicalConnectionSource runtime(DatabaseSettings settings, EndpointSockets sockets,
			Properties driverProperties) {
		return runtime(new org.postgresql.Driver(), settings, sockets, driverProperties);
	}

	public static PhysicalConnectionSource runtime(Driver driver, DatabaseSettings settings, EndpointSockets sockets,
			Properties driverProperties) {
		DriverSettings forDriver = DriverSettings.of(settings.connection(), sockets.runtime(), driverProperties);
		DriverConnector connector = new DriverConnector(driver, settings.runtime(), sockets.runtime(), forDriver);
		return new PhysicalConnectionSource(settings.runtime(),
				new ConnectionOpener(settings.runtime(), connector, settings.session(), false),
				forDriver.loginTimeoutSeconds());
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
		DriverSettings forDriver = DriverSettings.of(settings.connection(), sockets.migration(), driverProperties);
		DriverConnector connector = new DriverConnector(new org.postgresql.Driver(), settings.migration(),
				sockets.migration(), forDriver);
		return new PhysicalConnectionSource(settings.migration(),
				new ConnectionOpener(settings.migration(), connector, null, !settings.migrations().pooled().value()),
				forDriver.loginTimeoutSeconds());
	}

	/**
	 * Lets a pool take its connections from here: after a failure it waits until the
	 * server is reachable again, and then finds as many connections as it can use.
	 * @param demand what the pool could use
	 */
	public void recoverFor(ConnectionDemand demand) {
		this.open.onClose(demand::connectionClosed);
		OutageLog log = new OutageLog(server(), () -> this.counters.failures(FailureKind.TOO_MANY_CONNECTIONS),
				System::nanoTime);
		this.recovery = new Recovery(this::openOwn, this.preopened, demand, log, server());
	}

	/**
	 * Opens connections in parallel, for a pool that will ask for them.
	 * @param count how many there should be
	 */
	public void openAhead(int count) {
		this.preopened.fill(count, Duration.ZERO);
	}

	/**
	 * Waits until all attempts to pre-open a connection have succeeded or failed.
	 * @param patience how long to wait at the most
	 * @return how many are ready
	 */
	public int awaitOpenedAhead(Duration patience) {
		return this.preopened.awaitAttempts(patience);
	}

	/**
	 * Closes pre-opened connections, those still being opened included, if the pool does
	 * not take them within a while.
	 */
	public void discardAhead() {
		DaemonThreads.start("opener " + server(), () -> this.preopened.trim(PATIENCE));
	}

	/**
	 * Closes pre-opened connections.
	 * @param patience how long to wait for attempts in progress
	 */
	public void closeAhead(Duration patience) {
		this.preopened.awaitAttempts(patience);
		this.preopened.discard(CloseReason.RETIRED);
	}

	@Override
	public Connection getConnection() throws SQLException {
		Recovery known = this.recovery;
		return (known != null) ? known.open() : openOwn();
	}

	/**
	 * HikariCP comes here where its configuration names a user, as Spring Boot's does.
	 * The names are ours unless the application has given the pool others, which hold
	 * from then on.
	 */
	@Override
	public Connection getConnection(@Nullable String username, @Nullable String password) throws SQLException {
		Credentials as = new Credentials(username, password);
		if (this.recovery == null) {
			return this.attempts.open(as);
		}
		if (!as.equals(this.credentials)) {
			this.credentials = as;
			this.preopened.discard(CloseReason.RETIRED);
		}
		return getConnection();
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
	 * The login timeout in seconds. HikariCP waits that long for a running one when it
	 * closes.
	 */
	@Override
	public int getLoginTimeout() {
		return this.loginTimeoutSeconds;
	}

	/**
	 * What to call the server in the log.
	 * @return such as {@code db.example.com:5432}
	 */
	public String server() {
		return this.endpoint.firstHost().toString();
	}

	/**
	 * How many connections of this source are open now.
	 * @return the number
	 */
	public int openConnections() {
		return this.open.size();
	}

	/**
	 * What became of the connections so far.
	 * @return the counts
	 */
	public ConnectionsSnapshot counts() {
		return this.counters.snapshot(this.open.size());
	}

	/**
	 * The connections that are open.
	 * @return those, now
	 */
	public List<PhysicalConnection> open() {
		return this.open.list();
	}

	/**
	 * Why the last attempt that failed did so.
	 * @return the failure, or {@code null} if none ever failed
	 */
	public @Nullable ConnectionFailure lastFailure() {
		return this.counters.lastFailure();
	}

	/**
	 * The last attempt that failed because the server had no more connections.
	 * @return the failure, or {@code null} if there was none
	 */
	public @Nullable ConnectionFailure lastRefusal() {
		return this.counters.lastRefusal();
	}

	/**
	 * How often a connection was borrowed so far, summed up now.
	 * @return the number, behind by what is borrowed at this moment
	 */
	public long borrows() {
		return this.open.borrows();
	}

	/**
	 * How often a connection was acquired so far that had been returned before.
	 * @return the number, behind by what is acquired at this moment
	 */
	public long returns() {
		return this.open.returns();
	}

	/**
	 * Opens a connection that no pool knows, past any wait for an outage.
	 * @param timeout how long that may take
	 * @return a connection that the caller closes
	 * @throws SQLException if it cannot be opened in time
	 */
	public Connection openForProbe(Duration timeout) throws SQLException {
		return this.opener.open(this.credentials, timeout);
	}

	/**
	 * Why the server is unavailable and connecting is retried.
	 * @return the last failure, or {@code null} if nothing of the kind is known
	 */
	public @Nullable ConnectionFailure outage() {
		Recovery known = this.recovery;
		return (known != null && known.isUnavailable()) ? lastFailure() : null;
	}

	/**
	 * What a connection reaches, as far as it is known from the address and the
	 * connections by now.
	 * @return the kind
	 */
	public EndpointKind kind() {
		return this.opener.kind();
	}

	/**
	 * What the connections themselves reveal of a pooler.
	 * @return the evidence
	 */
	public PoolerEvidence poolerEvidence() {
		return this.opener.evidence();
	}

	/**
	 * Whether the process id of a connection is the one that the server knows. A pooler
	 * makes up its own.
	 * @return {@code true} if so
	 */
	public boolean hasServerProcessIds() {
		return kind() == EndpointKind.DIRECT && poolerEvidence() == PoolerEvidence.NONE;
	}

	/**
	 * How the session settings are brought to the endpoint.
	 * @return the plan that holds now
	 */
	public SessionPlan sessionPlan() {
		return this.opener.plan();
	}

	/**
	 * Begins a new generation, because what connections are opened with has been
	 * replaced: those that are open, or being opened, are closed after the work that they
	 * do now.
	 */
	public void outdate() {
		this.open.outdate();
		this.preopened.discard(CloseReason.RELOAD);
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

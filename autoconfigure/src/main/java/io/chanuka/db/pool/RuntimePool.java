package io.chanuka.db.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariCredentialsProvider;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.SQLExceptionOverride;
import com.zaxxer.hikari.pool.HikariPool;
import com.zaxxer.hikari.util.Credentials;
import io.chanuka.db.connection.CloseReason;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.pool.acquire.AcquireCheck;
import io.chanuka.db.pool.acquire.AcquireGate;
import io.chanuka.db.pool.acquire.UseLimit;
import io.chanuka.db.pool.activity.BorrowRecord;
import io.chanuka.db.pool.activity.NestedAcquires;
import io.chanuka.db.pool.activity.PoolActivity;
import io.chanuka.db.pool.cancel.CancelConfirmations;
import io.chanuka.db.pool.cancel.StartupAborts;
import io.chanuka.db.pool.failover.Failover;
import io.chanuka.db.pool.failover.FailoverDetector;
import io.chanuka.db.startup.GatedEndpoint;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.DataSourceUnwrapper;

/**
 * The pool that the application works with: HikariCP with a view of its state, which
 * waits at shutdown until no connection is active and cancels the rest.
 */
@SuppressWarnings("this-escape") // none uses the pool before it is asked
public class RuntimePool extends HikariDataSource implements RedirectablePool {

	/**
	 * In a copy, as Mockito's spies are, the pool that it was copied from.
	 */
	private final RuntimePool self = this;

	private final BorrowRecord record = new BorrowRecord();

	private final AcquireGate gate = new AcquireGate();

	private final CancelConfirmations confirmations = new CancelConfirmations();

	private final AcquireCheck check = new AcquireCheck(this, this.record);

	private final ConnectionHolders holders = new ConnectionHolders(this::source);

	private final AcquireTimeouts timeouts = new AcquireTimeouts(this::snapshot, this::source, this.record,
			this.holders);

	private final PoolShutdown shutdown = new PoolShutdown(new BorrowedConnections(this::snapshot, this::source),
			this.gate, this.confirmations);

	/**
	 * Set before the pool starts and never again.
	 */
	private @Nullable PhysicalConnectionSource source;

	/**
	 * Set before the pool starts and never again.
	 */
	private @Nullable GatedEndpoint first;

	private @Nullable Failover failover;

	private final PoolPreparation preparation = new PoolPreparation();

	private volatile boolean warms;

	/**
	 * Finds the runtime pool behind a DataSource, however it is wrapped.
	 * @param dataSource the DataSource
	 * @return the pool, or {@code null} if there is another one behind it
	 */
	public static @Nullable RuntimePool behind(DataSource dataSource) {
		HikariDataSource pool = DataSourceUnwrapper.unwrap(dataSource, HikariConfigMXBean.class,
				HikariDataSource.class);
		return (pool instanceof RuntimePool runtimePool) ? runtimePool.self() : null;
	}

	/**
	 * The pool that has the connections.
	 * @return this, or the pool that this is a copy of
	 */
	public RuntimePool self() {
		return this.self;
	}

	/**
	 * The pool's connections now.
	 * @return a snapshot, all zero but the maximum before the first borrow
	 */
	public PoolSnapshot snapshot() {
		return PoolSnapshot.of(this);
	}

	/**
	 * What is left to do before the first connection is opened.
	 * @return the preparation of this pool
	 */
	public PoolPreparation preparation() {
		return this.preparation;
	}

	@Override
	public boolean isRedirected() {
		return this.preparation.isRedirected();
	}

	/**
	 * Validates the configuration, also when HikariCP is about to start.
	 */
	@Override
	public void validate() {
		this.preparation.requireUnchanged(this);
		super.validate();
	}

	/**
	 * How often a physical connection is acquired before another one takes its place.
	 * @return the limit of this pool
	 */
	public UseLimit useLimit() {
		return this.check.useLimit();
	}

	/**
	 * Sets whether each borrowed connection remembers where it was borrowed. Called
	 * before the pool starts.
	 * @param recordsStacks {@code true} to keep the stack of each borrow, which costs
	 */
	public void setRecordsStacks(boolean recordsStacks) {
		this.record.keepStacks(recordsStacks);
	}

	/**
	 * Has threads reported that acquire a connection while they hold another one, each
	 * place once. Needs the stacks of the borrows. Called before the pool starts.
	 */
	public void detectNestedAcquires() {
		this.record.detect(new NestedAcquires(
				() -> (this.source != null) ? this.source.connections().list() : List.of(), this::getMaximumPoolSize));
	}

	/**
	 * What a shutdown does with the active connections.
	 * @return the shutdown of this pool
	 */
	public PoolShutdown shutdown() {
		return this.shutdown;
	}

	/**
	 * Sets what the first acquire waits for, before HikariCP starts. Called before the
	 * pool starts.
	 * @param endpoint waits for its first connection
	 */
	public void setFirstConnection(GatedEndpoint endpoint) {
		this.first = endpoint;
	}

	/**
	 * What the first acquire waits for.
	 * @return the endpoint, or {@code null} if the pool waits for nothing
	 */
	@Nullable GatedEndpoint firstConnection() {
		return this.first;
	}

	/**
	 * Acquires a connection.
	 * @throws SQLTransientConnectionException also if the pool is closing
	 */
	@Override
	public Connection getConnection() throws SQLException {
		if (this.self != this) {
			return this.self.getConnection();
		}
		GatedEndpoint endpoint = this.first;
		if (endpoint == null) {
			this.preparation.complete();
			endpoint = this.first;
		}
		if (endpoint != null) {
			endpoint.await();
		}
		return acquire();
	}

	private Connection acquire() throws SQLException {
		this.gate.pass(getPoolName());
		this.record.acquiring();
		long begin = this.check.begin();
		try {
			return this.check.acquired(super.getConnection(), begin, AcquireCheck.OWN_TIMEOUT);
		}
		catch (SQLTransientConnectionException ex) {
			throw this.timeouts.explain(ex);
		}
	}

	/**
	 * Acquires a connection with a timeout of its own, to probe the database. It does not
	 * count as activity.
	 * @param timeout how long to wait for a free connection
	 * @return a connection that the caller closes
	 * @throws SQLException if none was free in time or none could be opened
	 */
	public Connection getConnection(Duration timeout) throws SQLException {
		Connection connection;
		if (getHikariPoolMXBean() instanceof HikariPool pool && !isClosed()) {
			this.gate.pass(getPoolName());
			connection = this.check.acquired(pool.getConnection(timeout.toMillis()), this.check.begin(),
					timeout.toMillis());
		}
		else {
			this.preparation.complete();
			connection = acquire();
		}
		this.record.probed();
		return connection;
	}

	/**
	 * Replaces every connection: idle ones now, active ones when they are returned.
	 */
	public void renew() {
		renew(CloseReason.RELOAD);
	}

	void renew(CloseReason reason) {
		HikariPoolMXBean pool = getHikariPoolMXBean();
		PhysicalConnectionSource own = this.source;
		if (own != null) {
			own.outdate(reason);
		}
		if (pool != null && !isClosed()) {
			pool.softEvictConnections();
		}
	}

	/**
	 * Begins to open the minimum of idle connections: one, and when the endpoint has
	 * accepted it the others, in parallel.
	 */
	public void warmUp() {
		this.warms = true;
		GatedEndpoint endpoint = this.first;
		if (endpoint != null && getMinimumIdle() > 0) {
			endpoint.begin(this::openMinimum);
		}
		else {
			openMinimum();
		}
	}

	private void openMinimum() {
		if (this.source != null) {
			this.source.preopened().fill(Math.max(0, Math.min(getMinimumIdle(), getMaximumPoolSize())), Duration.ZERO);
		}
	}

	/**
	 * Whether connections were requested before the first acquire.
	 */
	boolean warms() {
		return this.warms;
	}

	/**
	 * Takes the connections from a source of ours.
	 * @param dataSource where the connections come from
	 */
	@Override
	public void setDataSource(DataSource dataSource) {
		super.setDataSource(dataSource);
		PhysicalConnectionSource own = (dataSource instanceof PhysicalConnectionSource ours) ? ours : null;
		this.source = own;
		this.check.setOurs(own != null);
		if (own != null) {
			own.recoverFor(new PoolDemand(this, this::snapshot));
			own.useCredentials(this::currentCredentials);
			this.preparation.keep(PoolTarget.of(this));
		}
	}

	/**
	 * The user and the password of the next connection, asked for as HikariCP does.
	 * @return those that the pool has now
	 */
	public Credentials currentCredentials() {
		HikariCredentialsProvider provider = getCredentialsProvider();
		return (provider != null) ? provider.getCredentials() : getCredentials();
	}

	@Override
	public void setUsername(String username) {
		String before = getUsername();
		super.setUsername(username);
		userSet(before);
	}

	@Override
	public void setCredentials(Credentials credentials) {
		String before = getUsername();
		super.setCredentials(credentials);
		userSet(before);
	}

	/**
	 * Connections of another user must not reach the pool. Before it has started, it has
	 * none itself.
	 */
	private void userSet(@Nullable String before) {
		PhysicalConnectionSource own = this.source;
		if (own == null || Objects.equals(before, getUsername())) {
			return;
		}
		if (getHikariPoolMXBean() == null) {
			own.outdate(CloseReason.RETIRED);
		}
		else {
			own.preopened().discard(CloseReason.RETIRED);
		}
	}

	@Override
	public void addDataSourceProperty(String propertyName, Object value) {
		super.addDataSourceProperty(propertyName, value);
		driverPropertiesSet();
	}

	@Override
	public void setDataSourceProperties(Properties dsProperties) {
		super.setDataSourceProperties(dsProperties);
		driverPropertiesSet();
	}

	/**
	 * HikariCP accepts them until it starts.
	 */
	private void driverPropertiesSet() {
		PhysicalConnectionSource own = this.source;
		if (own != null) {
			own.useDriverProperties(getDataSourceProperties());
		}
	}

	/**
	 * Where the connections come from.
	 * @return the source, or {@code null} if the application has set another DataSource
	 */
	public @Nullable PhysicalConnectionSource source() {
		return this.source;
	}

	/**
	 * The threads that hold a connection.
	 * @return those, now
	 */
	List<ConnectionHolder> holders() {
		return this.holders.list();
	}

	/**
	 * Whether the pool was suspended: every acquire waits until it is resumed.
	 * @return {@code false} also before it has started and after it was closed
	 */
	public boolean isSuspended() {
		return getHikariPoolMXBean() != null && !isRunning() && !isClosed();
	}

	/**
	 * How often the application has acquired a connection that was in use before.
	 * @return the number so far
	 */
	public long returns() {
		return this.record.withoutProbes((this.source != null) ? this.source.connections().returns() : 0);
	}

	/**
	 * Begins to count errors on the borrowed connections. Called before the pool starts.
	 */
	public void recordErrors() {
		PhysicalConnectionSource own = this.source;
		if (own != null) {
			Failover watched = new Failover(own, () -> renew(CloseReason.FAILOVER));
			this.failover = watched;
			SQLExceptionOverride activity = this.record.keepActivity(own.connections(),
					new FailoverDetector(own, watched, getExceptionOverride()));
			setExceptionOverride(new StartupAborts(this::isStartStopping,
					() -> getHikariPoolMXBean().softEvictConnections(), this.confirmations.before(activity)));
		}
	}

	private boolean isStartStopping() {
		GatedEndpoint endpoint = this.first;
		return endpoint != null && endpoint.isStopping();
	}

	/**
	 * What is known of a server that has become read-only.
	 * @return the failover, or {@code null} if errors are not recorded
	 */
	public @Nullable Failover failover() {
		return this.failover;
	}

	/**
	 * What happens on the borrowed connections.
	 * @return the activity, or {@code null} if it is not counted
	 */
	public @Nullable PoolActivity activity() {
		return this.record.activity();
	}

	/**
	 * Refuses callers from now on, waits until the deadline for active connections,
	 * cancels the rest on the server, and closes.
	 */
	@Override
	public void close() {
		this.gate.refuseAll();
		if (!isClosed()) {
			this.shutdown.end();
		}
		PhysicalConnectionSource own = this.source;
		if (own != null) {
			// Threads that wait for an unavailable server are woken: HikariCP would wait
			// for them.
			own.close();
		}
		if (this.failover != null) {
			this.failover.close();
		}
		if (isSuspended()) {
			// HikariCP would leave callers that wait for the end of it waiting for ever.
			getHikariPoolMXBean().resumePool();
		}
		// HikariCP leaves everything open if the thread is interrupted.
		boolean interrupted = Thread.interrupted();
		super.close();
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

}

package io.chanuka.db.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.pool.HikariPool;
import io.chanuka.db.connection.ConnectionFailure;
import io.chanuka.db.connection.PhysicalConnection;
import io.chanuka.db.connection.PhysicalConnectionSource;
import io.chanuka.db.lifecycle.ShutdownDeadline;
import io.chanuka.db.startup.GatedEndpoint;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.DataSourceUnwrapper;

/**
 * The pool that the application works with: HikariCP with a view of its state, which
 * waits at shutdown until no connection is active and cancels the rest.
 */
public class RuntimePool extends HikariDataSource {

	/**
	 * Stands for the timeout that the pool has.
	 */
	private static final long OWN_TIMEOUT = -1;

	/**
	 * Does not use the pool before it is asked.
	 */
	@SuppressWarnings("this-escape")
	private final BorrowedConnections borrowed = new BorrowedConnections(this::snapshot, this::source);

	private final BorrowRecord record = new BorrowRecord();

	private final UseLimit useLimit = new UseLimit();

	/**
	 * Set before the pool starts and never again.
	 */
	private @Nullable PhysicalConnectionSource source;

	/**
	 * Set before the pool starts and never again.
	 */
	private @Nullable GatedEndpoint gate;

	private volatile boolean warms;

	private volatile boolean closing;

	/**
	 * The one thread that still gets connections.
	 */
	private volatile @Nullable Thread lastCaller;

	private volatile @Nullable ShutdownDeadline shutdown;

	/**
	 * Finds the runtime pool behind a DataSource, however it is wrapped.
	 * @param dataSource the DataSource
	 * @return the pool, or {@code null} if there is another one behind it
	 */
	public static @Nullable RuntimePool behind(DataSource dataSource) {
		HikariDataSource pool = DataSourceUnwrapper.unwrap(dataSource, HikariConfigMXBean.class,
				HikariDataSource.class);
		return (pool instanceof RuntimePool runtimePool) ? runtimePool : null;
	}

	/**
	 * The pool's connections now.
	 * @return a snapshot, all zero but the maximum before the first borrow
	 */
	public PoolSnapshot snapshot() {
		HikariPoolMXBean pool = getHikariPoolMXBean();
		if (pool == null) {
			return new PoolSnapshot(0, 0, 0, 0, getMaximumPoolSize());
		}
		return new PoolSnapshot(pool.getTotalConnections(), pool.getActiveConnections(), pool.getIdleConnections(),
				pool.getThreadsAwaitingConnection(), getMaximumPoolSize());
	}

	/**
	 * Sets how often a physical connection is acquired before another one takes its
	 * place. Called before the pool starts.
	 * @param maximumUses the number, or 0 for any number
	 */
	public void setMaximumUses(int maximumUses) {
		this.useLimit.setMaximum(maximumUses);
	}

	/**
	 * How often a physical connection is acquired before another one takes its place.
	 * @return the number, or 0 for any number
	 */
	public int getMaximumUses() {
		return this.useLimit.getMaximum();
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
	 * Sets until when {@link #close()} may wait for borrowed connections. Without one it
	 * does not wait.
	 * @param shutdown the deadline
	 */
	public void setShutdownDeadline(ShutdownDeadline shutdown) {
		this.shutdown = shutdown;
	}

	/**
	 * Sets what the first acquire waits for, before HikariCP starts. Called before the
	 * pool starts.
	 * @param gate waits for the first connection of the endpoint
	 */
	public void setGate(GatedEndpoint gate) {
		this.gate = gate;
	}

	/**
	 * What the first acquire waits for.
	 * @return the endpoint, or {@code null} if the pool waits for nothing
	 */
	@Nullable GatedEndpoint gate() {
		return this.gate;
	}

	/**
	 * Acquires a connection.
	 * @throws SQLTransientConnectionException also if the pool is closing
	 */
	@Override
	public Connection getConnection() throws SQLException {
		GatedEndpoint endpoint = this.gate;
		if (endpoint != null) {
			endpoint.await();
		}
		return acquire();
	}

	private Connection acquire() throws SQLException {
		requireNotClosing();
		long begin = begin();
		try {
			return acquired(super.getConnection(), begin, OWN_TIMEOUT);
		}
		catch (SQLTransientConnectionException ex) {
			this.record.timedOut(snapshot().waiting());
			throw explained(ex);
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
			requireNotClosing();
			connection = acquired(pool.getConnection(timeout.toMillis()), begin(), timeout.toMillis());
		}
		else {
			connection = acquire();
		}
		this.record.probed();
		return connection;
	}

	private void requireNotClosing() throws SQLTransientConnectionException {
		if (this.closing && Thread.currentThread() != this.lastCaller) {
			throw new SQLTransientConnectionException(
					getPoolName() + " is shutting down; no connection can be acquired", "08001");
		}
	}

	/**
	 * The clock is read only where a second connection is possibly acquired: reading it
	 * costs a fifth of what HikariCP does.
	 */
	private long begin() {
		return this.useLimit.canBeExceeded() ? System.nanoTime() : 0;
	}

	/**
	 * All that is ours on the way of an acquire. What is rare is apart, so that the rest
	 * stays small.
	 */
	private Connection acquired(Connection connection, long begin, long timeout) throws SQLException {
		if (this.source == null) {
			return connection;
		}
		PhysicalConnection physical = connection.unwrap(PhysicalConnection.class);
		if (physical.needsCheck()) {
			return checked(connection, physical, begin, timeout);
		}
		this.record.acquired(physical);
		return connection;
	}

	/**
	 * Checks a connection that another thread has used or that is near its maximum uses.
	 * A caller that had to wait comes here: another thread has returned its connection.
	 */
	private Connection checked(Connection connection, PhysicalConnection physical, long begin, long timeout)
			throws SQLException {
		this.record.waiting(getHikariPoolMXBean().getThreadsAwaitingConnection());
		if (this.useLimit.evictIfExceeded(this, connection, physical)) {
			return acquired(another(begin, timeout), begin, timeout);
		}
		this.useLimit.use(this, connection, physical);
		this.record.acquired(physical);
		return connection;
	}

	/**
	 * Acquires another connection within what is left of the timeout.
	 */
	private Connection another(long begin, long timeout) throws SQLException {
		long whole = (timeout != OWN_TIMEOUT) ? timeout : getConnectionTimeout();
		long left = whole - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
		if (left > 0 && getHikariPoolMXBean() instanceof HikariPool pool) {
			return pool.getConnection(left);
		}
		throw new SQLTransientConnectionException(
				getPoolName() + " - Connection is not available, request timed out after " + whole
						+ "ms: the last one that was returned had reached its maximum uses");
	}

	/**
	 * HikariCP gives only one caller the reason why no connection could be opened, or
	 * that an old one did not answer; during an outage all callers get it.
	 */
	private SQLException explained(SQLTransientConnectionException timeout) {
		ConnectionFailure outage = (this.source != null) ? this.source.outage() : null;
		return (outage != null)
				? new SQLTransientConnectionException(timeout.getMessage() + ". Database unavailable: " + outage.kind(),
						outage.sqlState(), timeout)
				: timeout;
	}

	/**
	 * Replaces every connection: those that are idle now, those that are active when they
	 * are returned.
	 */
	public void renew() {
		HikariPoolMXBean pool = getHikariPoolMXBean();
		PhysicalConnectionSource own = this.source;
		if (own != null) {
			own.outdate();
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
		GatedEndpoint endpoint = this.gate;
		if (endpoint != null && getMinimumIdle() > 0) {
			endpoint.begin(this::openMinimum);
		}
		else {
			openMinimum();
		}
	}

	private void openMinimum() {
		if (this.source != null) {
			this.source.openAhead(Math.max(0, Math.min(getMinimumIdle(), getMaximumPoolSize())));
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
		if (own != null) {
			own.recoverFor(new PoolDemand(this, this::snapshot));
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
	 * Whether the pool was suspended: every acquire waits until it is resumed.
	 * @return {@code false} also before it has started and after it was closed
	 */
	public boolean isSuspended() {
		return getHikariPoolMXBean() != null && !isRunning() && !isClosed();
	}

	/**
	 * How often the application has acquired a connection that was in use before.
	 */
	long returns() {
		return this.record.withoutProbes((this.source != null) ? this.source.returns() : 0);
	}

	/**
	 * Begins to count errors on the borrowed connections. Called before the pool starts.
	 */
	public void recordErrors() {
		PhysicalConnectionSource own = this.source;
		if (own != null) {
			setExceptionOverride(this.borrowed.confirmations()
				.before(this.record.keepActivity(own::borrows, own::returns, getExceptionOverride())));
		}
	}

	/**
	 * What happens on the borrowed connections.
	 * @return the activity, or {@code null} if it is not counted
	 */
	public @Nullable PoolActivity activity() {
		return this.record.activity();
	}

	/**
	 * How many active connections, and callers that wait for one, a shutdown awaits.
	 * Connections of threads that have ended and of the current thread do not count: they
	 * are not going to be returned.
	 * @return the number
	 */
	public int awaited() {
		return this.borrowed.awaited();
	}

	/**
	 * Waits until no connection is active that has to be awaited, and no caller waits for
	 * one.
	 * @param timeout how long to wait at the most
	 * @return {@code true} if there is none; {@code false} if time ran out or the thread
	 * was interrupted, its flag left set
	 */
	public boolean awaitIdle(Duration timeout) {
		return this.borrowed.awaitNone(timeout);
	}

	/**
	 * Waits for active connections when the application stops. After a second the server
	 * is asked which of them have been idle since at least 10 s before the shutdown;
	 * these are not awaited any longer. When time is up, the server cancels what the
	 * others run, so that their threads get SQLSTATE 57014.
	 * @param timeout how long to wait at the most
	 * @param elapsed how long the shutdown has lasted
	 * @param working whether a thread belongs to an executor that has tasks to finish;
	 * its connection is awaited even if it is idle
	 * @return the connections that were active when time was up
	 */
	public List<ActiveConnection> drain(Duration timeout, Duration elapsed, Predicate<Thread> working) {
		return this.borrowed.drain(timeout, elapsed, working);
	}

	/**
	 * The active connections that a shutdown does not await.
	 * @return those, now
	 */
	public List<ActiveConnection> notAwaited() {
		return this.borrowed.notAwaited();
	}

	/**
	 * Has the server cancel what the connections of some threads run, and waits a moment
	 * until that is confirmed.
	 * @param threads whether a thread is one of them
	 * @return the connections of these threads
	 */
	public Collection<ActiveConnection> cancel(Predicate<Thread> threads) {
		return this.borrowed.cancel(threads);
	}

	/**
	 * Waits until the shutdown's deadline for the connections of some threads, and then
	 * has the server cancel what they run.
	 * @param threads whether a thread is one of them
	 */
	public void settle(Predicate<Thread> threads) {
		this.borrowed.settle(threads, remainingTime());
	}

	/**
	 * How long the shutdown may still wait for active connections.
	 * @return the time, zero if the application does not stop
	 */
	public Duration remainingTime() {
		ShutdownDeadline deadline = this.shutdown;
		return (deadline != null) ? deadline.remaining() : Duration.ZERO;
	}

	/**
	 * Whether the application is shutting down.
	 * @return {@code true} once it has begun to
	 */
	public boolean isStopping() {
		ShutdownDeadline deadline = this.shutdown;
		return deadline != null && deadline.hasBegun();
	}

	/**
	 * Refuses connections to all threads but the current one from now on.
	 */
	public void refuseOthers() {
		this.lastCaller = Thread.currentThread();
		this.closing = true;
	}

	/**
	 * Ends what {@link #refuseOthers()} began.
	 */
	public void acceptOthers() {
		this.closing = false;
	}

	/**
	 * Refuses callers from now on, waits until the deadline for active connections,
	 * cancels the rest on the server, and closes.
	 */
	@Override
	public void close() {
		this.lastCaller = null;
		this.closing = true;
		if (!isClosed()) {
			this.borrowed.end(remainingTime());
		}
		PhysicalConnectionSource own = this.source;
		if (own != null) {
			// Threads that wait for an unavailable server are woken: HikariCP would wait
			// for them.
			own.close();
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

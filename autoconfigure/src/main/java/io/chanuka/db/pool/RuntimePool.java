package io.chanuka.db.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.pool.HikariPool;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.DataSourceUnwrapper;

/**
 * The pool that the application works with: HikariCP, able to say how it is, to wait
 * until nothing is borrowed, and to end what is.
 */
public class RuntimePool extends HikariDataSource {

	private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	/**
	 * How long the server may take to be asked and to cancel.
	 */
	private static final Duration CANCEL_TIMEOUT = Duration.ofSeconds(3);

	/**
	 * How long a thread may take to see that its statement was cancelled.
	 */
	private static final Duration AFTER_CANCEL = Duration.ofSeconds(1);

	private static final Log logger = LogFactory.getLog(RuntimePool.class);

	private volatile int maximumUses;

	private volatile boolean recordsStacks;

	private volatile boolean closing;

	private volatile Set<String> named = Set.of();

	private volatile @Nullable ShutdownDeadline shutdown;

	/**
	 * Set before the pool starts and never again.
	 */
	private @Nullable PhysicalConnectionSource source;

	private volatile boolean warms;

	private @Nullable PoolActivity activity;

	/**
	 * Borrows that only looked at the database.
	 */
	private final LongAdder looks = new LongAdder();

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
	 * Sets how often a physical connection is lent before another one takes its place.
	 * @param maximumUses the number, or 0 for any number
	 */
	public void setMaximumUses(int maximumUses) {
		this.maximumUses = maximumUses;
	}

	/**
	 * How often a physical connection is lent before another one takes its place.
	 * @return the number, or 0 for any number
	 */
	public int getMaximumUses() {
		return this.maximumUses;
	}

	/**
	 * Sets whether each borrowed connection remembers where it was borrowed.
	 * @param recordsStacks {@code true} to keep the stack of each borrow, which costs
	 */
	public void setRecordsStacks(boolean recordsStacks) {
		this.recordsStacks = recordsStacks;
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
	 * Borrows a connection. One that has been lent often enough is closed first, and the
	 * borrower gets another one.
	 * @throws SQLTransientConnectionException also if the pool is closing
	 */
	@Override
	public Connection getConnection() throws SQLException {
		checkOpen();
		noteWaiting();
		try {
			Connection connection = super.getConnection();
			return (this.source != null) ? counted(connection) : connection;
		}
		catch (SQLTransientConnectionException ex) {
			if (this.activity != null) {
				this.activity.timedOut();
			}
			throw explained(ex);
		}
	}

	/**
	 * Who comes while others wait, waits too. Reads one number unless that is so.
	 */
	private void noteWaiting() {
		HikariPoolMXBean pool = getHikariPoolMXBean();
		int waiting = (pool != null) ? pool.getThreadsAwaitingConnection() : 0;
		PoolActivity counting = this.activity;
		if (waiting > 0 && counting != null) {
			counting.waiting(waiting + 1);
		}
	}

	private Connection counted(Connection borrowed) throws SQLException {
		Connection connection = borrowed;
		PhysicalConnection physical = connection.unwrap(PhysicalConnection.class);
		while (isWorn(physical)) {
			physical.retire(CloseReason.USES);
			evictConnection(connection);
			connection = super.getConnection();
			physical = connection.unwrap(PhysicalConnection.class);
		}
		return connection;
	}

	/**
	 * One that was being opened while its certificates were replaced has slipped past the
	 * eviction.
	 */
	private boolean isWorn(PhysicalConnection physical) {
		int uses = physical.lend(this.recordsStacks);
		if (physical.isOutdated()) {
			physical.retire(CloseReason.RELOAD);
			return true;
		}
		return this.maximumUses > 0 && uses > this.maximumUses;
	}

	/**
	 * HikariCP tells only one borrower why no connection could be opened, or that an old
	 * one did not answer; during an outage all want to know what is wrong.
	 */
	private SQLException explained(SQLTransientConnectionException timeout) {
		PhysicalConnectionSource own = this.source;
		ConnectionFailure failure = (own != null && own.isAway()) ? own.lastFailure() : null;
		if (failure == null) {
			return timeout;
		}
		return new SQLTransientConnectionException(timeout.getMessage() + ". The database is away: " + failure.kind(),
				failure.sqlState(), timeout);
	}

	/**
	 * Borrows a connection with a timeout of its own, to look at the database. It does
	 * not count as activity.
	 * @param timeout how long to wait for a free connection
	 * @return a connection that the caller closes
	 * @throws SQLException if none was free in time or none could be opened
	 */
	public Connection getConnection(Duration timeout) throws SQLException {
		if (getHikariPoolMXBean() instanceof HikariPool pool && !isClosed()) {
			checkOpen();
			Connection connection = pool.getConnection(timeout.toMillis());
			lend(connection);
			this.looks.increment();
			return connection;
		}
		Connection connection = getConnection();
		this.looks.increment();
		return connection;
	}

	private void checkOpen() throws SQLTransientConnectionException {
		if (this.closing) {
			throw new SQLTransientConnectionException(getPoolName() + " is shutting down and lends no connection",
					"08001");
		}
	}

	private int lend(Connection connection) throws SQLException {
		return connection.isWrapperFor(PhysicalConnection.class)
				? connection.unwrap(PhysicalConnection.class).lend(this.recordsStacks) : 0;
	}

	/**
	 * Replaces every connection: those that are idle now, those that are borrowed when
	 * they come back.
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
	 * Begins to open the minimum of idle connections, side by side.
	 */
	public void warmUp() {
		this.warms = true;
		PhysicalConnectionSource own = this.source;
		if (own != null) {
			own.openAhead(Math.max(0, Math.min(getMinimumIdle(), getMaximumPoolSize())));
		}
	}

	/**
	 * Waits until what {@link #warmUp()} began is done. What a person had to mend may
	 * have been mended by a migration, which creates the role for example, so there is a
	 * second try then.
	 * @return how many connections are open ahead of the first borrow
	 */
	int awaitWarm() {
		PhysicalConnectionSource own = this.source;
		if (own == null || !this.warms) {
			return 0;
		}
		Duration patience = Duration.ofMillis(getConnectionTimeout());
		int ready = own.awaitOpenedAhead(patience);
		ConnectionFailure failure = own.lastFailure();
		if (ready == 0 && own.openConnections() == 0 && failure != null && !failure.kind().isTransient()) {
			warmUp();
			ready = own.awaitOpenedAhead(patience);
		}
		return ready;
	}

	/**
	 * Gives up what is open ahead and not wanted.
	 */
	void discardWarm() {
		PhysicalConnectionSource own = this.source;
		if (own != null) {
			own.discardAhead();
		}
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
			own.recoverFor(this::wanted);
		}
	}

	/**
	 * Where the connections come from.
	 * @return the source, or {@code null} if somebody has put another DataSource there
	 */
	public @Nullable PhysicalConnectionSource source() {
		return this.source;
	}

	/**
	 * Whether the database is known to be gone: nobody listens there, or connections
	 * cannot be opened and none is left. A server that only has no more connections to
	 * give is not gone for those who have some.
	 * @return {@code false} if nothing is known
	 */
	public boolean isCutOff() {
		PhysicalConnectionSource own = this.source;
		ConnectionFailure failure = (own != null && own.isAway()) ? own.lastFailure() : null;
		return failure != null && (failure.kind() == FailureKind.UNREACHABLE
				|| failure.kind() == FailureKind.NOT_ACCEPTING || snapshot().total() == 0);
	}

	/**
	 * Begins to count errors on the borrowed connections. Called before the pool starts.
	 */
	public void observeErrors() {
		PhysicalConnectionSource own = this.source;
		if (own != null) {
			PoolActivity counting = new PoolActivity(() -> own.borrows() - this.looks.sum(), System::nanoTime,
					getExceptionOverride());
			this.activity = counting;
			setExceptionOverride(counting);
		}
	}

	/**
	 * What happens on the borrowed connections.
	 * @return the activity, or {@code null} if it is not counted
	 */
	public @Nullable PoolActivity activity() {
		return this.activity;
	}

	private int wanted() {
		PoolSnapshot now = snapshot();
		int more = Math.max(now.waiting(), getMinimumIdle() - now.idle());
		return Math.max(0, Math.min(more, getMaximumPoolSize() - now.total()));
	}

	/**
	 * Waits until no connection is borrowed and nobody waits for one.
	 * @param timeout how long to wait at the most
	 * @return {@code true} if nothing is borrowed; {@code false} if time ran out or the
	 * thread was interrupted, its flag left set
	 */
	public boolean awaitIdle(Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		while (isBusy()) {
			if (System.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
				return false;
			}
			LockSupport.parkNanos(this, POLL_NANOS);
		}
		return true;
	}

	/**
	 * Has the server cancel what runs on the borrowed connections, so that their threads
	 * get SQLSTATE 57014, and waits a moment for the connections to come back.
	 * @return who had borrowed them
	 */
	public List<Straggler> cancelStragglers() {
		PhysicalConnectionSource own = this.source;
		if (own == null) {
			return List.of();
		}
		boolean interrupted = Thread.interrupted();
		List<Straggler> stragglers = new Stragglers(own).cancel(CANCEL_TIMEOUT);
		this.named = stragglers.stream().map(Straggler::thread).collect(Collectors.toSet());
		awaitIdle(AFTER_CANCEL);
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		return stragglers;
	}

	/**
	 * Lends nothing from now on, waits until the deadline for what is borrowed, cancels
	 * the rest on the server, and closes.
	 */
	@Override
	public void close() {
		this.closing = true;
		if (!isClosed() && isBusy()) {
			finish();
		}
		PhysicalConnectionSource own = this.source;
		if (own != null) {
			// What waits for a server that is away is woken: HikariCP would wait for it.
			own.close();
		}
		// HikariCP leaves everything open if the thread is interrupted.
		boolean interrupted = Thread.interrupted();
		super.close();
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	private void finish() {
		ShutdownDeadline deadline = this.shutdown;
		if (deadline != null && awaitIdle(deadline.remaining())) {
			return;
		}
		Set<String> named = this.named;
		for (Straggler straggler : cancelStragglers()) {
			if (!named.contains(straggler.thread())) {
				logger.warn(straggler.describe() + "; it is cancelled and the pool closes", straggler.borrowedAt());
			}
		}
	}

	private boolean isBusy() {
		PoolSnapshot snapshot = snapshot();
		return snapshot.active() > 0 || snapshot.waiting() > 0;
	}

}

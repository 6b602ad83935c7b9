package io.chanuka.db.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.PreferQueryMode;

/**
 * One connection to the server, known to the source that opened it until it is closed.
 */
public final class PhysicalConnection extends ConnectionDelegate {

	/**
	 * For so long after a proof a connection is not validated, as by HikariCP.
	 */
	private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

	private final BiConsumer<PhysicalConnection, CloseReason> closeListener;

	private final IntSupplier currentGeneration;

	private final PGConnection driverConnection;

	/**
	 * Which certificates it was opened with, by the count of their renewals.
	 */
	private final int generation;

	private final long openedNanos = System.nanoTime();

	private final boolean readOnlyByDefault;

	/**
	 * When it was last known to work, before its first use.
	 */
	private long provenNanos = this.openedNanos;

	private boolean inPool;

	private @Nullable Integer initialIsolation;

	private final AtomicBoolean closed = new AtomicBoolean();

	/**
	 * Why it will be closed, if that is decided before it is.
	 */
	private volatile @Nullable CloseReason reason;

	/**
	 * The number of the use in which it was evicted, or 0.
	 */
	private volatile int evictedUse;

	/**
	 * Touched by the one thread that borrows; the pool hands it on safely. The drain
	 * reads the others without a lock: what it misses it does not name.
	 */
	private int uses;

	/**
	 * From how many uses on it is checked.
	 */
	private int uncheckedUses;

	private boolean active;

	private @Nullable Thread holder;

	private @Nullable Throwable borrowedAt;

	private @Nullable Connection formerLease;

	private @Nullable Consumer<PhysicalConnection> returnAction;

	private final LastUse lastUse;

	public PhysicalConnection(Connection delegate, int generation, IntSupplier currentGeneration,
			BiConsumer<PhysicalConnection, CloseReason> closeListener) throws SQLException {
		super(delegate);
		this.generation = generation;
		this.currentGeneration = currentGeneration;
		this.closeListener = closeListener;
		this.lastUse = new LastUse((delegate instanceof LastStatement statements) ? statements : null);
		this.driverConnection = delegate.unwrap(PGConnection.class);
		this.readOnlyByDefault = ServerReadOnly.isDefault(this.driverConnection);
	}

	/**
	 * Counts a use by the current thread, if there is nothing to be checked before.
	 * @return whether anything is to be checked, and nothing counted yet: another thread
	 * had it before, or it is near its maximum uses
	 */
	public boolean needsCheck() {
		Thread caller = Thread.currentThread();
		// A reference is only stored if it changes: the store costs more than the
		// question.
		if (this.holder != caller) {
			this.holder = caller;
			return true;
		}
		if (this.uses >= this.uncheckedUses) {
			return true;
		}
		use();
		return false;
	}

	/**
	 * Counts a use, once and for all: what is summed up from it never falls.
	 */
	public void use() {
		this.active = true;
		this.uses++;
	}

	/**
	 * Sets from how many uses on it is checked.
	 * @param number the number of uses
	 */
	public void checkFrom(int number) {
		this.uncheckedUses = number;
	}

	/**
	 * Remembers what the pool hands out now.
	 * @param lease the lease
	 * @return the one that was remembered before, or {@code null} if none was
	 */
	public @Nullable Connection exchangeLease(Connection lease) {
		Connection former = this.formerLease;
		this.formerLease = lease;
		return former;
	}

	/**
	 * Keeps the stack of the borrow, which costs.
	 */
	public void recordStack() {
		this.borrowedAt = new Throwable("The connection was acquired here");
		this.lastUse.begins(this.uses);
	}

	public LastUse lastUse() {
		return this.lastUse;
	}

	/**
	 * Whether what it was opened with has been replaced since.
	 * @return {@code true} if so
	 */
	public boolean isSuperseded() {
		return this.generation != this.currentGeneration.getAsInt();
	}

	/**
	 * Whether its server has become read-only. What the application has made read-only,
	 * and what was so by default when it was opened, does not count.
	 * @param direct whether there is no pooler in between
	 * @return {@code true} if so
	 * @throws SQLException if a server that does not report it by itself did not answer
	 */
	public boolean isServerReadOnly(boolean direct) throws SQLException {
		return ServerReadOnly.is(this, direct, this.readOnlyByDefault);
	}

	/**
	 * Whether its transactions were read-only by default when it was opened.
	 * @return {@code true} if so
	 */
	public boolean isReadOnlyByDefault() {
		return this.readOnlyByDefault;
	}

	/**
	 * Sets what is done when the present use ends: the transaction has ended by then.
	 * @param action the action
	 */
	public void whenReturned(Consumer<PhysicalConnection> action) {
		this.returnAction = action;
	}

	/**
	 * Marks it for eviction in one of its uses. What is returned from that use does not
	 * go back to the pool.
	 * @param use the number of the use
	 */
	public void evict(int use) {
		this.evictedUse = use;
	}

	/**
	 * Whether it is closed or was evicted in its present use, so that it is no longer
	 * held by the thread that acquired it.
	 * @return {@code true} if so
	 */
	public boolean isRetired() {
		if (this.closed.get() || (this.uses > 0 && this.evictedUse == this.uses)) {
			return true;
		}
		try {
			return super.isClosed();
		}
		catch (SQLException ex) {
			return true;
		}
	}

	/**
	 * HikariCP's last call on a connection that is returned. On an error of class 08 it
	 * closes the connection, which it would otherwise hand out again without validating
	 * it.
	 */
	@Override
	public void clearWarnings() throws SQLException {
		Consumer<PhysicalConnection> action = this.returnAction;
		if (action != null) {
			this.returnAction = null;
			action.accept(this);
		}
		this.active = false;
		if (this.uses > 0 && this.evictedUse == this.uses) {
			throw new SQLNonTransientConnectionException("The connection was evicted", "08003");
		}
		super.clearWarnings();
	}

	public boolean isActive() {
		return this.active;
	}

	/**
	 * The thread that acquired it last.
	 * @return the thread, or {@code null} if there was none
	 */
	public @Nullable Thread caller() {
		return this.holder;
	}

	public @Nullable Throwable borrowedAt() {
		return this.borrowedAt;
	}

	/**
	 * The server process, by the number that the server or a pooler reported.
	 * @return the server's or a pooler's number
	 */
	public int backend() {
		return this.driverConnection.getBackendPID();
	}

	/**
	 * Whether the text of a statement is clean of parameter values.
	 * @return {@code false} if the driver writes them into the text
	 */
	public boolean sendsValuesApart() {
		return this.driverConnection.getPreferQueryMode() != PreferQueryMode.SIMPLE;
	}

	/**
	 * How often it was borrowed, as far as this thread can see.
	 * @return the number of acquires
	 */
	public int uses() {
		return this.uses;
	}

	/**
	 * Asks the server to cancel what runs on this connection; nothing happens if nothing
	 * runs. The thread that waits for the answer gets SQLSTATE 57014.
	 * @throws SQLException if the server could not be asked
	 */
	public void cancel() throws SQLException {
		this.driverConnection.cancelQuery();
	}

	/**
	 * States why it will be closed. The first reason counts.
	 * @param reason the reason
	 */
	public void retire(CloseReason reason) {
		if (this.reason == null) {
			this.reason = reason;
		}
	}

	/**
	 * How long it is open.
	 * @return the time in nanoseconds
	 */
	public long age() {
		return System.nanoTime() - this.openedNanos;
	}

	/**
	 * Notes that a pool takes it, which may ask what is known already.
	 * @param isolation the isolation level that the session begins with, or {@code null}
	 * if it is not known
	 * @return this
	 */
	public PhysicalConnection enterPool(@Nullable Integer isolation) {
		this.inPool = true;
		this.initialIsolation = isolation;
		return this;
	}

	/**
	 * HikariCP asks its first connection, which would cost a round trip.
	 */
	@Override
	public int getTransactionIsolation() throws SQLException {
		Integer initial = this.initialIsolation;
		return (this.uses == 0 && initial != null) ? initial : super.getTransactionIsolation();
	}

	@Override
	public void setTransactionIsolation(int level) throws SQLException {
		this.initialIsolation = null;
		super.setTransactionIsolation(level);
	}

	/**
	 * Whether the server has not ended the session meanwhile, without asking it. What is
	 * lost without a word from the server is not noticed.
	 * @return {@code false} if a failure has arrived
	 */
	public boolean isUnbroken() {
		boolean unbroken = !hasFailed();
		if (unbroken) {
			this.provenNanos = System.nanoTime();
		}
		return unbroken;
	}

	/**
	 * The driver reads what has arrived, if anything has.
	 */
	private boolean hasFailed() {
		try {
			this.driverConnection.getNotifications();
			return super.isClosed();
		}
		catch (SQLException ex) {
			return true;
		}
	}

	/**
	 * HikariCP validates its first connection as it takes it, which costs nothing for one
	 * that was just proven to work and is not used yet.
	 */
	@Override
	public boolean isValid(int timeout) throws SQLException {
		if (this.inPool && this.uses == 0 && System.nanoTime() - this.provenNanos < FRESH_NANOS && !hasFailed()) {
			return true;
		}
		boolean valid = super.isValid(timeout);
		if (!valid) {
			retire(CloseReason.VALIDATION);
		}
		return valid;
	}

	@Override
	public void close() throws SQLException {
		notifySource();
		super.close();
	}

	@Override
	public void abort(Executor executor) throws SQLException {
		notifySource();
		super.abort(executor);
	}

	public void closeQuietly(CloseReason why) {
		retire(why);
		try {
			close();
		}
		catch (SQLException ex) {
			// The socket is closed either way.
		}
	}

	/**
	 * Asked before the driver closes it: the driver itself closes what breaks.
	 */
	private void notifySource() throws SQLException {
		if (this.closed.compareAndSet(false, true)) {
			CloseReason stated = this.reason;
			boolean broken = stated == null && super.isClosed();
			this.closeListener.accept(this,
					(stated != null) ? stated : (broken) ? CloseReason.ERROR : CloseReason.RETIRED);
		}
	}

	@Override
	public String toString() {
		return "PostgreSQL connection with backend " + backend();
	}

}

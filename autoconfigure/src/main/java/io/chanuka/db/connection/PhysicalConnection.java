package io.chanuka.db.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.IntSupplier;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.PreferQueryMode;

/**
 * One connection to the server, known to the source that opened it until it is closed.
 */
public final class PhysicalConnection extends ConnectionDelegate {

	private final BiConsumer<PhysicalConnection, CloseReason> closeListener;

	private final IntSupplier currentGeneration;

	private final PGConnection driverConnection;

	/**
	 * Which certificates it was opened with, by the count of their renewals.
	 */
	private final int generation;

	private final long openedNanos = System.nanoTime();

	private final AtomicBoolean closed = new AtomicBoolean();

	/**
	 * Why it will be closed, if that is decided before it is.
	 */
	private volatile @Nullable CloseReason reason;

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

	public PhysicalConnection(Connection delegate, int generation, IntSupplier currentGeneration,
			BiConsumer<PhysicalConnection, CloseReason> closeListener) throws SQLException {
		super(delegate);
		this.generation = generation;
		this.currentGeneration = currentGeneration;
		this.closeListener = closeListener;
		this.driverConnection = delegate.unwrap(PGConnection.class);
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
	}

	/**
	 * Whether what it was opened with has been replaced since.
	 * @return {@code true} if so
	 */
	public boolean isSuperseded() {
		return this.generation != this.currentGeneration.getAsInt();
	}

	/**
	 * HikariCP's last call on a connection that is returned.
	 */
	@Override
	public void clearWarnings() throws SQLException {
		this.active = false;
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

	@Override
	public boolean isValid(int timeout) throws SQLException {
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

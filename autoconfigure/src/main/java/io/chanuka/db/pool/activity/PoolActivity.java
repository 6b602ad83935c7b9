package io.chanuka.db.pool.activity;

import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

import com.zaxxer.hikari.SQLExceptionOverride;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/**
 * What happens on the active connections, as far as it costs the caller nothing: errors
 * are counted when they happen, acquires are summed up when they are read.
 */
public final class PoolActivity implements SQLExceptionOverride {

	private static final long PEAK_WINDOW = TimeUnit.SECONDS.toNanos(60);

	private final @Nullable SQLExceptionOverride users;

	private final LongSupplier nanoTime;

	private final SinceGrowth acquired;

	private final SinceGrowth returned;

	private final ErrorRate rate;

	private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();

	private final LongAdder timeouts = new LongAdder();

	/**
	 * The thread of the probe: an error there is no failed work.
	 */
	private volatile @Nullable Thread probing;

	private int peak;

	private int peakBefore;

	private long peakSince;

	/**
	 * Create a new instance.
	 * @param borrows gives the number of borrows so far
	 * @param returns gives the number of connections that were returned and acquired
	 * again
	 * @param nanoTime gives the time
	 * @param users the user's own override, whose answer is final, or {@code null}
	 */
	PoolActivity(LongSupplier borrows, LongSupplier returns, LongSupplier nanoTime,
			@Nullable SQLExceptionOverride users) {
		this.nanoTime = nanoTime;
		this.users = users;
		this.rate = new ErrorRate(nanoTime, borrows);
		this.acquired = new SinceGrowth(borrows, nanoTime);
		this.returned = new SinceGrowth(returns, nanoTime);
		this.peakSince = nanoTime.getAsLong();
	}

	/**
	 * HikariCP asks for every error of a borrowed connection.
	 * @param exception the error
	 * @return the answer of the user's own override, or to go on as usual
	 */
	@java.lang.Override
	public Override adjudicate(SQLException exception) {
		if (Thread.currentThread() != this.probing && !isOfTheDriver(exception)) {
			count(exception);
		}
		return (this.users != null) ? this.users.adjudicate(exception) : Override.CONTINUE_EVICT;
	}

	/**
	 * The driver refuses some calls itself, with states of the server: a column that a
	 * row mapper tries under several names, for example. That is no error of the
	 * database.
	 */
	private static boolean isOfTheDriver(SQLException exception) {
		return exception instanceof PSQLException own && own.getServerErrorMessage() == null
				&& (own.getSQLState() == null || !own.getSQLState().startsWith("08"));
	}

	private void count(SQLException exception) {
		String state = (exception.getSQLState() != null) ? exception.getSQLState() : "";
		String errorClass = (state.length() >= 2) ? state.substring(0, 2) : "none";
		this.errors.computeIfAbsent(errorClass, (key) -> new LongAdder()).increment();
		if (isOfTheDatabase(state)) {
			this.rate.record();
		}
	}

	/**
	 * Whether the database is to blame, and not the statement.
	 */
	private static boolean isOfTheDatabase(String state) {
		return state.startsWith("08") || state.startsWith("53") || state.startsWith("57P") || state.startsWith("58")
				|| state.startsWith("XX");
	}

	/**
	 * Marks the current thread as the probe's, or no more.
	 * @param begins {@code true} if the probe begins
	 */
	public void probing(boolean begins) {
		this.probing = begins ? Thread.currentThread() : null;
	}

	/**
	 * Notes that a caller's wait timed out.
	 * @param waiting how many have waited to the end, this one included
	 */
	void timedOut(int waiting) {
		if (Thread.currentThread() == this.probing) {
			return;
		}
		// The totals may stay unread for long, and yet the time since the last return
		// must
		// be known.
		nanosSinceLastAcquire();
		sinceReturnNanos();
		waiting(waiting);
		this.timeouts.increment();
		this.rate.record();
	}

	/**
	 * Notes how many threads wait. Only called when there is one.
	 */
	synchronized void waiting(int waiting) {
		turnPeak();
		this.peak = Math.max(this.peak, waiting);
	}

	/**
	 * The most threads that waited at once.
	 * @return the number, of the last one to two minutes
	 */
	public synchronized int peakWaiting() {
		turnPeak();
		return Math.max(this.peak, this.peakBefore);
	}

	private void turnPeak() {
		long age = this.nanoTime.getAsLong() - this.peakSince;
		if (age >= PEAK_WINDOW) {
			this.peakBefore = (age < 2 * PEAK_WINDOW) ? this.peak : 0;
			this.peak = 0;
			this.peakSince += age;
		}
	}

	/**
	 * Errors of the database and acquires that timed out, beside all acquires.
	 * @return those of the last minute
	 */
	public ErrorSample recentErrors() {
		return this.rate.current();
	}

	/**
	 * Errors so far by the first two characters of their SQLSTATE.
	 * @return the counts, of those that happened
	 */
	public Map<String, Long> errorsByClass() {
		Map<String, Long> counts = new TreeMap<>();
		this.errors.forEach((errorClass, adder) -> counts.put(errorClass, adder.sum()));
		return counts;
	}

	/**
	 * How often no connection was acquired in time.
	 * @return the number so far
	 */
	public long timeouts() {
		return this.timeouts.sum();
	}

	/**
	 * The time since the last acquire, as far as it was noticed.
	 * @return the time in nanoseconds, never too long
	 */
	public long nanosSinceLastAcquire() {
		return this.acquired.nanos();
	}

	/**
	 * How long no connection was returned and acquired again. The first acquire of a
	 * connection proves nothing: a pooler accepts connections without its server.
	 * @return the time in nanoseconds, never too long
	 */
	public long sinceReturnNanos() {
		return this.returned.nanos();
	}

	/**
	 * The time since a count has last grown, as far as it was read. Reading it is all
	 * that it costs.
	 */
	private static final class SinceGrowth {

		private final LongSupplier count;

		private final LongSupplier nanoTime;

		private long last;

		private long since;

		SinceGrowth(LongSupplier count, LongSupplier nanoTime) {
			this.count = count;
			this.nanoTime = nanoTime;
			this.since = nanoTime.getAsLong();
		}

		/**
		 * The time since the count was seen to grow.
		 * @return the time in nanoseconds, never too long
		 */
		synchronized long nanos() {
			long now = this.nanoTime.getAsLong();
			long current = this.count.getAsLong();
			if (current > this.last) {
				this.since = now;
			}
			this.last = current;
			return now - this.since;
		}

	}

}

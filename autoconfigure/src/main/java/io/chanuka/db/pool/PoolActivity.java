package io.chanuka.db.pool;

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
 * What happens on the borrowed connections, as far as it can be told without costing the
 * borrower anything: errors are counted when they happen, borrows are summed up when
 * somebody asks.
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
	 * Who only looks at the database: what fails there is no work that failed.
	 */
	private volatile @Nullable Thread looker;

	private int peak;

	private int peakBefore;

	private long peakSince;

	/**
	 * Create a new instance.
	 * @param borrows gives the number of borrows so far
	 * @param returns gives the number of connections that were returned and acquired
	 * again
	 * @param nanoTime tells the time
	 * @param users the user's own judge of errors, who keeps the last word, or
	 * {@code null}
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
	 * @return what the user's own judge says, or to go on as usual
	 */
	@java.lang.Override
	public Override adjudicate(SQLException exception) {
		if (Thread.currentThread() != this.looker && !isOfTheDriver(exception)) {
			count(exception);
		}
		return (this.users != null) ? this.users.adjudicate(exception) : Override.CONTINUE_EVICT;
	}

	/**
	 * The driver refuses some calls itself, with states of the server: a column that a
	 * row mapper looks for under several names, for example. Nothing has gone wrong in
	 * the database then.
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
	 * Says that the current thread only looks at the database, or no more.
	 */
	void looking(boolean looks) {
		this.looker = looks ? Thread.currentThread() : null;
	}

	/**
	 * Notes that somebody has waited in vain.
	 * @param waiting how many have waited to the end, this one included
	 */
	void timedOut(int waiting) {
		if (Thread.currentThread() == this.looker) {
			return;
		}
		// Nobody may ask for long, and yet it must be known since when nothing comes
		// back.
		quietNanos();
		sinceReturnNanos();
		waiting(waiting);
		this.timeouts.increment();
		this.rate.record();
	}

	/**
	 * Notes how many wait. Only called when anybody does.
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
	 * How often nobody lent a connection in time.
	 * @return the number so far
	 */
	public long timeouts() {
		return this.timeouts.sum();
	}

	/**
	 * How long no connection was borrowed, as far as anybody has looked.
	 * @return the time in nanoseconds, never too long
	 */
	public long quietNanos() {
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

package io.chanuka.db.pool;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;

import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import com.zaxxer.hikari.metrics.PoolStats;
import org.jspecify.annotations.Nullable;

/**
 * The times of a pool, recorded by the pool itself and read when somebody looks. It
 * stands where HikariCP looks for a tracker, and has HikariCP work without one: for any
 * tracker that reads the clock twice more.
 */
public final class PoolTimes implements MetricsTrackerFactory {

	/**
	 * After so many borrows of a connection the clock looks how many there are in all.
	 */
	private static final int MANY_USES = 4096;

	private final BiFunction<String, PoolTimes, Runnable> publisher;

	private final BorrowClock clock;

	private final StripedTimer acquire;

	private final StripedTimer usage;

	private final StripedTimer creation;

	private final LongAdder timeouts = new LongAdder();

	private @Nullable Runnable withdrawal;

	private volatile boolean tracked;

	private PoolTimes(PhysicalConnectionSource source, BiFunction<String, PoolTimes, Runnable> publisher) {
		this.publisher = publisher;
		this.clock = new BorrowClock(source::borrows);
		this.acquire = new StripedTimer(() -> source.borrows() + this.timeouts.sum(), System::nanoTime);
		this.usage = new StripedTimer(source::returns, System::nanoTime);
		this.creation = source.openingTimes();
	}

	/**
	 * Records the times of a pool from its start on, unless it has a tracker or a
	 * registry already: that one keeps its place.
	 * @param pool the pool, which takes its connections from a source of ours
	 * @param publisher called with the pool's name and its times when the pool starts;
	 * what it returns is run when the pool closes
	 * @return whether they are recorded
	 */
	public static boolean install(RuntimePool pool, BiFunction<String, PoolTimes, Runnable> publisher) {
		PhysicalConnectionSource source = pool.source();
		if (source == null || pool.getMetricRegistry() != null || pool.getMetricsTrackerFactory() != null) {
			return false;
		}
		PoolTimes times = new PoolTimes(source, publisher);
		pool.setMetricsTrackerFactory(times);
		pool.recordTimes(times);
		return true;
	}

	/**
	 * Called once more if the first start failed.
	 */
	@Override
	public synchronized IMetricsTracker create(String poolName, PoolStats poolStats) {
		withdraw();
		this.withdrawal = this.publisher.apply(poolName, this);
		this.tracked = true;
		return new IMetricsTracker() {
		};
	}

	/**
	 * Whether HikariCP has the tracker that it need not have.
	 */
	boolean isTracked() {
		return this.tracked;
	}

	void untracked() {
		this.tracked = false;
	}

	synchronized void withdraw() {
		if (this.withdrawal != null) {
			this.withdrawal.run();
			this.withdrawal = null;
		}
	}

	long now() {
		return this.clock.now();
	}

	/**
	 * Records a wait that ends now.
	 * @param begin when it began
	 * @param uses how often the connection was borrowed
	 * @return now
	 */
	long acquired(long begin, int uses) {
		long now = this.clock.now();
		this.acquire.record(now - begin);
		if (uses % MANY_USES == 0) {
			this.clock.judge();
		}
		return now;
	}

	void returned(long acquired) {
		this.usage.record(this.clock.now() - acquired);
	}

	void timedOut(long begin) {
		this.timeouts.increment();
		this.acquire.record(this.clock.now() - begin);
	}

	BorrowClock clock() {
		return this.clock;
	}

	/**
	 * How long borrowers waited, those without success too.
	 * @return the timer
	 */
	public StripedTimer acquire() {
		return this.acquire;
	}

	/**
	 * How long connections were borrowed.
	 * @return the timer
	 */
	public StripedTimer usage() {
		return this.usage;
	}

	/**
	 * How long the opening of connections took.
	 * @return the timer
	 */
	public StripedTimer creation() {
		return this.creation;
	}

	/**
	 * How many borrowers waited in vain.
	 * @return the number so far
	 */
	public long timeouts() {
		return this.timeouts.sum();
	}

}

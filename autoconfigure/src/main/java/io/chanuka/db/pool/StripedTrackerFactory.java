package io.chanuka.db.pool;

import java.util.function.Function;

import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import com.zaxxer.hikari.metrics.PoolStats;
import org.jspecify.annotations.Nullable;

/**
 * Has HikariCP's times recorded in stripes and published by somebody else.
 */
public final class StripedTrackerFactory implements MetricsTrackerFactory {

	private final Function<PoolTimes, Runnable> publisher;

	private @Nullable StripedTracker current;

	private StripedTrackerFactory(Function<PoolTimes, Runnable> publisher) {
		this.publisher = publisher;
	}

	/**
	 * Records the times of a pool from now on, or from its start if that is to come,
	 * unless it has a tracker or a registry already: that one keeps its place.
	 * @param pool the pool
	 * @param publisher called with the times when the pool starts; what it returns is run
	 * when the pool closes
	 */
	public static void install(RuntimePool pool, Function<PoolTimes, Runnable> publisher) {
		if (pool.getMetricRegistry() == null && pool.getMetricsTrackerFactory() == null) {
			pool.setMetricsTrackerFactory(new StripedTrackerFactory(publisher));
		}
	}

	/**
	 * Called once more if the first start failed; HikariCP does not close the tracker of
	 * a failed start.
	 */
	@Override
	public synchronized IMetricsTracker create(String poolName, PoolStats poolStats) {
		if (this.current != null) {
			this.current.close();
		}
		PoolTimes times = PoolTimes.of(poolName);
		this.current = new StripedTracker(times, this.publisher.apply(times));
		return this.current;
	}

}

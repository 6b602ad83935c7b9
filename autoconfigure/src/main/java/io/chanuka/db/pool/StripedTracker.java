package io.chanuka.db.pool;

import com.zaxxer.hikari.metrics.IMetricsTracker;

/**
 * Records what HikariCP tells, until the pool closes.
 */
final class StripedTracker implements IMetricsTracker {

	private final PoolTimes times;

	private final Runnable withdrawal;

	StripedTracker(PoolTimes times, Runnable withdrawal) {
		this.times = times;
		this.withdrawal = withdrawal;
	}

	@Override
	public void recordConnectionAcquiredNanos(long nanos) {
		this.times.acquire().record(nanos);
	}

	@Override
	public void recordConnectionUsageMillis(long millis) {
		this.times.usage().record(millis);
	}

	@Override
	public void recordConnectionCreatedMillis(long millis) {
		this.times.creation().record(millis);
	}

	@Override
	public void recordConnectionTimeout() {
		this.times.timeouts().increment();
	}

	@Override
	public void close() {
		this.withdrawal.run();
	}

}

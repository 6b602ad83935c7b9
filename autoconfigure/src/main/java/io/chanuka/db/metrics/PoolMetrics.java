package io.chanuka.db.metrics;

import io.chanuka.db.pool.RuntimePool;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Meters of the runtime pool beside those that HikariCP and Spring Boot publish.
 */
public final class PoolMetrics implements MeterBinder {

	private final RuntimePool pool;

	/**
	 * Create a new instance.
	 * @param pool the pool to measure
	 */
	public PoolMetrics(RuntimePool pool) {
		this.pool = pool;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("chanuka.db.pool.utilization", this.pool, (measured) -> measured.snapshot().utilization())
			.description("Borrowed connections as a part of the pool's maximum, from 0 to 1")
			.register(registry);
	}

}

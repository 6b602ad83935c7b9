package io.chanuka.db.metrics;

import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.pool.failover.Failover;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Meters of a server that becomes read-only.
 */
public final class FailoverMetrics implements MeterBinder {

	private final RuntimePool pool;

	private final Tags tags;

	/**
	 * Create a new instance.
	 * @param pool the pool to measure
	 * @param name the name of the pool, the tag that HikariCP's own meters have
	 */
	public FailoverMetrics(RuntimePool pool, String name) {
		this.pool = pool;
		this.tags = Tags.of("pool", name);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Failover failover = this.pool.failover();
		if (failover == null) {
			return;
		}
		FunctionCounter.builder("chanuka.db.pool.failovers", failover, Failover::renewals)
			.tags(this.tags)
			.description("How often all connections were renewed because their server had become read-only")
			.register(registry);
		Gauge.builder("chanuka.db.pool.read.only", failover, (measured) -> measured.isReadOnly() ? 1 : 0)
			.tags(this.tags)
			.description("Whether the server and new connections to it are known to be read-only, 0 or 1")
			.register(registry);
	}

}

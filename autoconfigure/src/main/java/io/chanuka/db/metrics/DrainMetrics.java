package io.chanuka.db.metrics;

import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.chanuka.db.drain.PoolDrain;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Meters of the drain, zero as long as the application runs. A registry that is scraped
 * is out of reach by the time they move; one that pushes sends them when it closes.
 */
public final class DrainMetrics implements MeterBinder {

	private final PoolDrain drain;

	/**
	 * Create a new instance.
	 * @param drain the drain to measure
	 */
	public DrainMetrics(PoolDrain drain) {
		this.drain = drain;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		TimeGauge
			.builder("chanuka.db.drain.duration", this.drain, TimeUnit.MILLISECONDS,
					(measured) -> measured.outcome().duration().toMillis())
			.description("How long the shutdown waited for active connections")
			.register(registry);
		count(registry, "returned", (measured) -> measured.outcome().returned());
		count(registry, "cancelled", (measured) -> measured.outcome().cancelled());
		count(registry, "active", (measured) -> measured.outcome().stillActive());
	}

	private void count(MeterRegistry registry, String outcome, ToDoubleFunction<PoolDrain> number) {
		FunctionCounter.builder("chanuka.db.drain.connections", this.drain, number)
			.tag("outcome", outcome)
			.description("Connections that were active when the application stopped, by what became of them")
			.register(registry);
	}

}

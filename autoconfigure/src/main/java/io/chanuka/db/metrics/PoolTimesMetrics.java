package io.chanuka.db.metrics;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.chanuka.db.pool.PoolSnapshot;
import io.chanuka.db.pool.PoolTimes;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.pool.StripedTimer;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.util.TimeUtils;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The meters of HikariCP under the names that its own tracker for Micrometer gives them,
 * from times that the pool records itself. A pool that has another tracker keeps it.
 */
public final class PoolTimesMetrics implements MeterBinder {

	private static final Log logger = LogFactory.getLog(PoolTimesMetrics.class);

	private static final String CONNECTIONS = "hikaricp.connections";

	private final RuntimePool pool;

	/**
	 * Create a new instance.
	 * @param pool the pool to measure
	 */
	public PoolTimesMetrics(RuntimePool pool) {
		this.pool = pool;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		boolean installed = PoolTimes.install(this.pool, (poolName, times) -> {
			List<Meter> meters = register(Tags.of("pool", poolName), times, registry);
			return () -> meters.forEach(registry::remove);
		});
		if (!installed) {
			logger.info("chanuka.db.metrics.pool-timers=striped has no effect: the pool has a metrics tracker or "
					+ "registry, or a DataSource, that somebody else gave it");
		}
	}

	private List<Meter> register(Tags tags, PoolTimes times, MeterRegistry registry) {
		return List.of(timer(".acquire", "Connection acquire time", times.acquire(), tags, registry),
				maximum(".acquire", "Connection acquire time", times.acquire(), tags, registry),
				timer(".creation", "Connection creation time", times.creation(), tags, registry),
				maximum(".creation", "Connection creation time", times.creation(), tags, registry),
				timer(".usage", "Connection usage time", times.usage(), tags, registry),
				maximum(".usage", "Connection usage time", times.usage(), tags, registry),
				FunctionCounter.builder(CONNECTIONS + ".timeout", times, PoolTimes::timeouts)
					.description("Connection timeout total count")
					.tags(tags)
					.register(registry),
				gauge("", "Total connections", PoolSnapshot::total, tags, registry),
				gauge(".idle", "Idle connections", PoolSnapshot::idle, tags, registry),
				gauge(".active", "Active connections", PoolSnapshot::active, tags, registry),
				gauge(".pending", "Pending threads", PoolSnapshot::waiting, tags, registry),
				gauge(".max", "Max connections", PoolSnapshot::maximum, tags, registry),
				Gauge.builder(CONNECTIONS + ".min", this.pool, (measured) -> measured.getMinimumIdle())
					.description("Min connections")
					.tags(tags)
					.register(registry));
	}

	private static Meter timer(String name, String description, StripedTimer timer, Tags tags, MeterRegistry registry) {
		return FunctionTimer
			.builder(CONNECTIONS + name, timer, StripedTimer::count, StripedTimer::total, TimeUnit.NANOSECONDS)
			.description(description)
			.tags(tags)
			.register(registry);
	}

	/**
	 * A function timer knows no maximum. This name becomes in Prometheus what a timer's
	 * maximum is called there.
	 */
	private static Meter maximum(String name, String description, StripedTimer timer, Tags tags,
			MeterRegistry registry) {
		return Gauge
			.builder(CONNECTIONS + name + ".seconds.max", timer,
					(measured) -> TimeUtils.nanosToUnit(measured.maximum(), TimeUnit.SECONDS))
			.description(description)
			.tags(tags)
			.register(registry);
	}

	private Meter gauge(String name, String description, ToDoubleFunction<PoolSnapshot> figure, Tags tags,
			MeterRegistry registry) {
		return Gauge.builder(CONNECTIONS + name, this.pool, (measured) -> figure.applyAsDouble(measured.snapshot()))
			.description(description)
			.tags(tags)
			.register(registry);
	}

}

package io.chanuka.db.metrics;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import io.chanuka.db.connection.CloseReason;
import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.pool.PoolerAdvice;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.pool.activity.PoolActivity;
import io.chanuka.db.tls.CertificateExpiry;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * Meters of the runtime pool beside those that HikariCP and Spring Boot publish. All are
 * read from memory.
 */
public final class PoolMetrics implements MeterBinder {

	/**
	 * Classes of SQLSTATEs that an application should see at zero before they happen.
	 */
	private static final Set<String> ERROR_CLASSES = Set.of("08", "22", "23", "25", "40", "42", "53", "55", "57", "58",
			"XX");

	private final RuntimePool pool;

	private final Supplier<@Nullable CertificateExpiry> expiry;

	private final Tags tags;

	/**
	 * Create a new instance.
	 * @param pool the pool to measure
	 * @param name the name of the pool, the tag that HikariCP's own meters have
	 * @param expiry gives the certificate that is over first, or {@code null}
	 */
	public PoolMetrics(RuntimePool pool, String name, Supplier<@Nullable CertificateExpiry> expiry) {
		this.pool = pool;
		this.tags = Tags.of("pool", name);
		this.expiry = expiry;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		gauge(registry, "utilization", "Active connections as a part of the pool's maximum, from 0 to 1",
				(measured) -> measured.snapshot().utilization());
		gauge(registry, "level", "Utilization in steps: 0 low, 1 medium, 2 high, 3 critical",
				(measured) -> measured.snapshot().level().ordinal());
		gauge(registry, "pooler.recommended",
				"Whether pooled connections are recommended because direct ones come to a limit, 0 or 1",
				(measured) -> PoolerAdvice.isRecommended(measured) ? 1 : 0);
		PhysicalConnectionSource source = this.pool.source();
		if (source != null) {
			bindConnections(registry, source);
		}
		PoolActivity activity = this.pool.activity();
		if (activity != null) {
			bindPeak(registry, activity);
			bindActivity(registry, activity);
		}
		if (this.expiry.get() != null) {
			Gauge.builder("chanuka.db.certificate.remaining", this.expiry, PoolMetrics::daysLeft)
				.baseUnit("days")
				.description("Days until the first certificate of ours is over")
				.strongReference(true)
				.register(registry);
		}
	}

	private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<RuntimePool> measure) {
		Gauge.builder("chanuka.db.pool." + name, this.pool, measure)
			.tags(this.tags)
			.description(description)
			.register(registry);
	}

	private void bindConnections(MeterRegistry registry, PhysicalConnectionSource source) {
		FunctionCounter.builder("chanuka.db.connections.opened", source, (from) -> from.counts().opened())
			.tags(this.tags)
			.description("Connections that were opened")
			.register(registry);
		for (CloseReason reason : CloseReason.values()) {
			FunctionCounter
				.builder("chanuka.db.connections.closed", source,
						(from) -> Objects.requireNonNullElse(from.counts().closed().get(reason), 0L))
				.tags(this.tags.and("reason", reason.toString()))
				.description("Connections that were closed")
				.register(registry);
		}
		for (FailureKind kind : FailureKind.values()) {
			FunctionCounter
				.builder("chanuka.db.connections.failed", source,
						(from) -> Objects.requireNonNullElse(from.counts().failed().get(kind), 0L))
				.tags(this.tags.and("kind", kind.toString()))
				.description("Connections that could not be opened")
				.register(registry);
		}
	}

	/**
	 * A single waiting thread is not noted by another one, but is part of the snapshot.
	 */
	private void bindPeak(MeterRegistry registry, PoolActivity activity) {
		Gauge
			.builder("chanuka.db.pool.waiting.peak", this.pool,
					(measured) -> Math.max(activity.peakWaiting(), measured.snapshot().waiting()))
			.tags(this.tags)
			.description("The most threads that waited for a connection at once, in the last one to two minutes")
			.register(registry);
	}

	private void bindActivity(MeterRegistry registry, PoolActivity activity) {
		Gauge.builder("chanuka.db.pool.error.rate", activity, (from) -> from.recentErrors().rate())
			.tags(this.tags)
			.description(
					"Errors of the database and acquires that timed out as a part of the acquires of the last minute")
			.register(registry);
		Gauge.builder("chanuka.db.pool.since.last.acquire", activity, (from) -> from.nanosSinceLastAcquire() / 1e9)
			.tags(this.tags)
			.baseUnit("seconds")
			.description("Seconds since the last acquire that was noticed")
			.register(registry);
		for (String errorClass : ERROR_CLASSES) {
			sqlErrors(registry, activity, errorClass,
					(from) -> Objects.requireNonNullElse(from.errorsByClass().get(errorClass), 0L));
		}
		sqlErrors(registry, activity, "other", PoolMetrics::otherErrors);
	}

	private void sqlErrors(MeterRegistry registry, PoolActivity activity, String errorClass,
			ToDoubleFunction<PoolActivity> count) {
		FunctionCounter.builder("chanuka.db.sql.errors", activity, count)
			.tags(this.tags.and("class", errorClass))
			.description("SQL errors by the first two characters of their SQLSTATE")
			.register(registry);
	}

	private static double otherErrors(PoolActivity activity) {
		Map<String, Long> counts = new TreeMap<>(activity.errorsByClass());
		counts.keySet().removeAll(ERROR_CLASSES);
		return counts.values().stream().mapToLong(Long::longValue).sum();
	}

	private static double daysLeft(Supplier<@Nullable CertificateExpiry> from) {
		CertificateExpiry expiry = from.get();
		return (expiry != null) ? expiry.daysLeft(Instant.now()) : Double.NaN;
	}

}

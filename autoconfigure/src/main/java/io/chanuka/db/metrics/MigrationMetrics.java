package io.chanuka.db.metrics;

import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import io.chanuka.db.migration.MigrationOutcome;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * Meters of the migrations that this application has run, not a number before that, nor
 * where the tool does not report it. Only the registry refers to this object.
 */
public final class MigrationMetrics implements MeterBinder {

	private final Supplier<@Nullable MigrationOutcome> last;

	/**
	 * Create a new instance.
	 * @param last gives the last outcome, or {@code null} if none is known
	 */
	public MigrationMetrics(Supplier<@Nullable MigrationOutcome> last) {
		this.last = last;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		TimeGauge
			.builder("chanuka.db.migration.duration", this, TimeUnit.MILLISECONDS,
					(measured) -> measured.read((outcome) -> outcome.duration().toMillis()))
			.description("How long the migrations took")
			.strongReference(true)
			.register(registry);
		TimeGauge
			.builder("chanuka.db.migration.waited", this, TimeUnit.MILLISECONDS,
					(measured) -> measured.read((outcome) -> outcome.waited().toMillis()))
			.description("How long the start waited for the migrations of others")
			.strongReference(true)
			.register(registry);
		Gauge.builder("chanuka.db.migration.applied", this, (measured) -> measured.read(MigrationOutcome::applied))
			.description("Migrations or change sets that were applied")
			.strongReference(true)
			.register(registry);
		Gauge.builder("chanuka.db.migration.pending", this, (measured) -> measured.read(MigrationOutcome::pending))
			.description("Migrations that remain because of a target")
			.strongReference(true)
			.register(registry);
	}

	private double read(Function<MigrationOutcome, @Nullable Number> part) {
		MigrationOutcome outcome = this.last.get();
		Number value = (outcome != null) ? part.apply(outcome) : null;
		return (value != null) ? value.doubleValue() : Double.NaN;
	}

}

package io.chanuka.db.health;

import java.util.function.Supplier;

import io.chanuka.db.migration.MigrationOutcome;
import io.chanuka.db.settings.EndpointSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Health of the migration side: reports the last outcome from memory. A failed migration
 * stops the start unless a strategy of the application ignores it, so a running
 * application is never down for this reason.
 */
public final class MigrationHealthIndicator extends AbstractHealthIndicator {

	private final @Nullable EndpointSettings endpoint;

	private final Supplier<@Nullable MigrationOutcome> lastOutcome;

	private final @Nullable String emptyLocations;

	/**
	 * Create a new instance.
	 * @param endpoint where migrations connect to, or {@code null} if the user decides
	 * @param lastOutcome gives the last outcome, or {@code null} if none is known
	 * @param emptyLocations where no migrations were found, or {@code null} if there may
	 * be some
	 */
	public MigrationHealthIndicator(@Nullable EndpointSettings endpoint,
			Supplier<@Nullable MigrationOutcome> lastOutcome, @Nullable String emptyLocations) {
		this.endpoint = endpoint;
		this.lastOutcome = lastOutcome;
		this.emptyLocations = emptyLocations;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		if (this.endpoint != null) {
			builder.withDetail("provider", this.endpoint.provider().provider())
				.withDetail("endpoint", this.endpoint.kind());
		}
		MigrationOutcome outcome = this.lastOutcome.get();
		if (outcome != null) {
			describe(outcome, builder);
		}
		else if (this.emptyLocations != null) {
			// Nothing is unknown and nothing is wrong.
			builder.up().withDetail("lastMigration", "no migrations found in " + this.emptyLocations);
		}
		else {
			builder.unknown().withDetail("lastMigration", "none that this application has run");
		}
	}

	private static void describe(MigrationOutcome outcome, Health.Builder builder) {
		builder.status(outcome.succeeded() ? Status.UP : HealthState.DEGRADED).withDetail("tool", outcome.tool());
		if (outcome.mode() != null) {
			builder.withDetail("mode", outcome.mode());
		}
		if (outcome.histories() > 1) {
			builder.withDetail("histories", outcome.histories());
		}
		if (outcome.version() != null) {
			builder.withDetail("version", outcome.version());
		}
		builder.withDetail("outcome", outcome.succeeded() ? "succeeded" : "failed");
		if (outcome.applied() != null) {
			builder.withDetail("applied", outcome.applied());
		}
		if (outcome.pending() != null) {
			builder.withDetail("pending", outcome.pending());
		}
		if (!outcome.waited().isZero()) {
			builder.withDetail("waitedMs", outcome.waited().toMillis());
		}
		builder.withDetail("durationMs", outcome.duration().toMillis()).withDetail("finishedAt", outcome.finishedAt());
	}

}

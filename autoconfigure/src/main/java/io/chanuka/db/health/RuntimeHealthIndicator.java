package io.chanuka.db.health;

import java.time.Duration;
import java.util.List;

import io.chanuka.db.connection.ConnectionFailure;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.health.DatabaseMonitor.Observation;
import io.chanuka.db.pool.probe.ProbeOutcome;
import io.chanuka.db.settings.DatabaseSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Health of the runtime endpoint. It answers at once with what is known, and has the
 * database probed meanwhile.
 */
public final class RuntimeHealthIndicator implements HealthIndicator {

	private static final int FIRST_PART = 4;

	private final DatabaseHealth database;

	/**
	 * Create a new instance.
	 * @param database evaluates the database's health
	 */
	public RuntimeHealthIndicator(DatabaseHealth database) {
		this.database = database;
	}

	@Override
	public Health health() {
		HealthEvidence evidence = this.database.evidence(this.database.probe(patience()));
		HealthState state = this.database.evaluate(evidence);
		DatabaseSettings settings = this.database.settings();
		Health.Builder builder = Health.status(state.status())
			.withDetail("provider", settings.runtime().provider().provider())
			.withDetail("endpoint", evidence.kind());
		if (settings.runtime().provider().isRecognized()) {
			builder.withDetail("reason", settings.runtime().provider().reason());
		}
		builder.withDetail("environment", settings.environment().value());
		addProbe(builder, evidence.observation());
		addPool(builder, evidence);
		addMore(builder, state, evidence);
		return builder.build();
	}

	/**
	 * The very first answer has to load classes, here and in the web, which takes longer
	 * than what the timeout leaves.
	 */
	private Duration patience() {
		Duration timeout = this.database.settings().health().timeout().value();
		Observation known = this.database.known();
		return (known.last() == null && known.pending() == null) ? timeout.dividedBy(FIRST_PART) : timeout;
	}

	private void addProbe(Health.Builder builder, Observation observation) {
		ProbeOutcome last = observation.last();
		if (last != null) {
			if (last.responseTime() != null) {
				builder.withDetail("responseTimeMs", last.responseTime().toMillis());
			}
			builder.withDetail("checkedAt", last.at())
				.withDetail("checkAgeMs", Duration.between(last.at(), this.database.clock().instant()).toMillis());
			List<String> required = this.database.settings().health().requiredExtensions().value();
			if (!required.isEmpty()) {
				builder.withDetail("requiredExtensions", required)
					.withDetail("missingExtensions", last.missingExtensions());
			}
		}
		if (observation.pending() != null) {
			builder.withDetail("pending", true).withDetail("pendingMs", observation.pending().toMillis());
		}
	}

	private void addPool(Health.Builder builder, HealthEvidence evidence) {
		builder.withDetail("connections", evidence.pool())
			.withDetail("utilization", rounded(evidence.pool().utilization()))
			.withDetail("level", evidence.pool().level())
			.withDetail("errorRate", rounded(evidence.errors().rate()));
	}

	private static double rounded(double part) {
		return Math.round(part * 1000) / 1000.0;
	}

	private void addMore(Health.Builder builder, HealthState state, HealthEvidence evidence) {
		if (!state.problems().isEmpty()) {
			builder.withDetail("problems", state.problems());
		}
		if (!state.recommendations().isEmpty()) {
			builder.withDetail("recommendations", state.recommendations());
		}
		if (evidence.certificateDays() != null) {
			builder.withDetail("certificateDaysLeft", evidence.certificateDays());
		}
		addError(builder, evidence.observation().last());
	}

	/**
	 * A server that accepts connections and does not answer leaves no failed attempt.
	 */
	private void addError(Health.Builder builder, @Nullable ProbeOutcome last) {
		PhysicalConnectionSource source = this.database.pool().source();
		ConnectionFailure failure = (source != null) ? source.counters().lastFailure() : null;
		if (last != null && last.failure() != null) {
			builder.withDetail("lastError", last.failure()).withDetail("lastErrorAt", last.at());
		}
		else if (failure != null) {
			builder.withDetail("lastError", failure.kind()).withDetail("lastErrorAt", failure.at());
		}
	}

}

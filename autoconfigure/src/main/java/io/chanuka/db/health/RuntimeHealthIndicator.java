package io.chanuka.db.health;

import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;

import io.chanuka.db.health.DatabaseMonitor.Observation;
import io.chanuka.db.pool.ConnectionFailure;
import io.chanuka.db.pool.PhysicalConnectionSource;
import io.chanuka.db.pool.PoolActivity;
import io.chanuka.db.pool.PoolSnapshot;
import io.chanuka.db.pool.PoolerAdvice;
import io.chanuka.db.pool.ProbeOutcome;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.provider.EndpointKind;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.tls.CertificateExpiry;
import io.chanuka.db.transport.ConnectionSockets;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Health of the runtime endpoint. It answers at once with what is known, and has the
 * database looked at meanwhile.
 */
public final class RuntimeHealthIndicator implements HealthIndicator {

	private static final int FIRST_PART = 4;

	private final RuntimePool pool;

	private final DatabaseSettings settings;

	private final ConnectionSockets sockets;

	private final DatabaseMonitor monitor;

	private final BooleanSupplier stopping;

	private final Clock clock;

	/**
	 * Create a new instance.
	 * @param pool the pool to look at
	 * @param settings the settings it was made from
	 * @param sockets knows the certificates in use
	 * @param monitor looks at the database
	 * @param stopping tells whether the application takes no more requests
	 * @param clock tells the time
	 */
	public RuntimeHealthIndicator(RuntimePool pool, DatabaseSettings settings, ConnectionSockets sockets,
			DatabaseMonitor monitor, BooleanSupplier stopping, Clock clock) {
		this.pool = pool;
		this.settings = settings;
		this.sockets = sockets;
		this.monitor = monitor;
		this.stopping = stopping;
		this.clock = clock;
	}

	@Override
	public Health health() {
		HealthEvidence evidence = evidence(this.monitor.observe(patience()));
		HealthState state = new HealthJudge(this.settings.health()).judge(evidence);
		Health.Builder builder = Health.status(state.status())
			.withDetail("provider", this.settings.runtime().provider().provider())
			.withDetail("endpoint", evidence.kind())
			.withDetail("reason", this.settings.runtime().provider().reason())
			.withDetail("environment", this.settings.environment().value());
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
		Duration timeout = this.settings.health().timeout().value();
		Observation known = this.monitor.known();
		return (known.last() == null && known.pending() == null) ? timeout.dividedBy(FIRST_PART) : timeout;
	}

	/**
	 * What is known now, judged without looking at the database.
	 * @return the state
	 */
	public HealthState state() {
		return new HealthJudge(this.settings.health()).judge(evidence(this.monitor.known()));
	}

	private HealthEvidence evidence(Observation observation) {
		PhysicalConnectionSource source = this.pool.source();
		PoolActivity activity = this.pool.activity();
		PoolSnapshot snapshot = this.pool.snapshot();
		EndpointKind kind = (source != null) ? source.kind() : this.settings.runtime().provider().kind();
		ConnectionFailure cutOff = this.pool.cutOff();
		return new HealthEvidence(snapshot, observation, (cutOff != null) ? cutOff.kind() : null,
				this.stopping.getAsBoolean(), (activity != null) ? activity.errorRate() : 0,
				Duration.ofNanos((activity != null) ? activity.quietNanos() : 0), kind, PoolerAdvice.isDue(this.pool),
				certificateDays());
	}

	private @Nullable Long certificateDays() {
		CertificateExpiry expiry = this.sockets.expiry();
		return (expiry != null) ? expiry.daysLeft(this.clock.instant()) : null;
	}

	private void addProbe(Health.Builder builder, Observation observation) {
		ProbeOutcome last = observation.last();
		if (last != null) {
			builder.withDetail("responseTimeMs", last.responseTime().toMillis())
				.withDetail("checkedAt", last.at())
				.withDetail("checkAgeMs", Duration.between(last.at(), this.clock.instant()).toMillis());
			if (!this.settings.health().requiredExtensions().value().isEmpty()) {
				builder.withDetail("requiredExtensions", this.settings.health().requiredExtensions().value())
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
			.withDetail("errorRate", rounded(evidence.errorRate()));
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
	 * A server that takes connections and then does not answer leaves no failed opening.
	 */
	private void addError(Health.Builder builder, @Nullable ProbeOutcome last) {
		PhysicalConnectionSource source = this.pool.source();
		ConnectionFailure failure = (source != null) ? source.lastFailure() : null;
		if (last != null && last.failure() != null) {
			builder.withDetail("lastError", last.failure()).withDetail("lastErrorAt", last.at());
		}
		else if (failure != null) {
			builder.withDetail("lastError", failure.kind()).withDetail("lastErrorAt", failure.at());
		}
	}

}

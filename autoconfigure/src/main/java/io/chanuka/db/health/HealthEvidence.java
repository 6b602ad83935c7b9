package io.chanuka.db.health;

import java.time.Duration;

import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.health.DatabaseMonitor.Observation;
import io.chanuka.db.pool.PoolSnapshot;
import io.chanuka.db.pool.activity.ErrorSample;
import io.chanuka.db.pool.probe.ProbeOutcome;
import io.chanuka.db.provider.EndpointKind;
import org.jspecify.annotations.Nullable;

/**
 * All that an evaluation of the database's health rests on.
 *
 * @param pool the pool's connections
 * @param suspended whether the pool was suspended
 * @param observation what the probes have found
 * @param outage why no new connection can be opened, or {@code null} if that is not known
 * @param stopping whether the application takes no more requests
 * @param errors errors of the last minute
 * @param sinceLastAcquire the time since the last acquire
 * @param unreturned for how long probes have been unanswered and no connection was
 * returned and acquired again
 * @param kind what a connection reaches
 * @param poolerRecommended whether pooled connections are recommended in place of direct
 * ones
 * @param certificateDays days until a certificate of ours expires, or {@code null} if
 * there is none
 */
record HealthEvidence(PoolSnapshot pool, boolean suspended, Observation observation, @Nullable FailureKind outage,
		boolean stopping, ErrorSample errors, Duration sinceLastAcquire, Duration unreturned, EndpointKind kind,
		boolean poolerRecommended, @Nullable Long certificateDays) {

	/**
	 * Why the database does not work or opens no more connections, as far as it is known.
	 */
	@Nullable FailureKind failure() {
		ProbeOutcome last = this.observation.last();
		return (this.outage != null || last == null) ? this.outage : last.failure();
	}

	/**
	 * Whether a pooler possibly has no connection left for a probe.
	 */
	boolean mayQueue() {
		return this.kind != EndpointKind.DIRECT && this.pool.active() > 0;
	}

	/**
	 * Threads that wait for a connection, without the one that probes the database.
	 */
	int waiting() {
		return Math.max(0, this.pool.waiting() - ((this.observation.pending() != null) ? 1 : 0));
	}

}

package io.chanuka.db.health;

import java.time.Duration;

import io.chanuka.db.health.DatabaseMonitor.Observation;
import io.chanuka.db.pool.FailureKind;
import io.chanuka.db.pool.PoolSnapshot;
import io.chanuka.db.pool.ProbeOutcome;
import io.chanuka.db.provider.EndpointKind;
import org.jspecify.annotations.Nullable;

/**
 * All that a judgement of the database's health rests on.
 *
 * @param pool the pool's connections
 * @param observation what the probes tell
 * @param cutOff why the database is known to be gone, or {@code null}
 * @param stopping whether the application takes no more requests
 * @param errorRate errors per borrow in the last minute
 * @param quiet for how long no connection was borrowed
 * @param kind what a connection reaches
 * @param poolerDue whether direct connections should be replaced by pooled ones
 * @param certificateDays days until a certificate of ours is over, or {@code null} if
 * there is none
 */
record HealthEvidence(PoolSnapshot pool, Observation observation, @Nullable FailureKind cutOff, boolean stopping,
		double errorRate, Duration quiet, EndpointKind kind, boolean poolerDue, @Nullable Long certificateDays) {

	/**
	 * Why the database does not serve, as far as anybody knows.
	 */
	@Nullable FailureKind failure() {
		ProbeOutcome last = this.observation.last();
		return (this.cutOff != null || last == null) ? this.cutOff : last.failure();
	}

	/**
	 * Threads that wait for a connection, without the one that looks at the database.
	 */
	int waiting() {
		return Math.max(0, this.pool.waiting() - ((this.observation.pending() != null) ? 1 : 0));
	}

}

package io.chanuka.db.health;

import java.time.Duration;

import io.chanuka.db.health.DatabaseMonitor.Observation;
import io.chanuka.db.pool.PoolSnapshot;
import io.chanuka.db.provider.EndpointKind;
import org.jspecify.annotations.Nullable;

/**
 * All that a judgement of the database's health rests on.
 *
 * @param pool the pool's connections
 * @param observation what the probes tell
 * @param away whether the database is known to be gone
 * @param stopping whether the application takes no more requests
 * @param errorRate errors per borrow in the last minute
 * @param quiet for how long no connection was borrowed
 * @param kind what a connection reaches
 * @param poolerDue whether direct connections should be replaced by pooled ones
 * @param certificateDays days until a certificate of ours is over, or {@code null} if
 * there is none
 */
record HealthEvidence(PoolSnapshot pool, Observation observation, boolean away, boolean stopping, double errorRate,
		Duration quiet, EndpointKind kind, boolean poolerDue, @Nullable Long certificateDays) {

}

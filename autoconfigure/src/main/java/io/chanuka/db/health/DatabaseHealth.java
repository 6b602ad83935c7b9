package io.chanuka.db.health;

import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;

import io.chanuka.db.connection.ConnectionFailure;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.health.DatabaseMonitor.Observation;
import io.chanuka.db.pool.PoolSnapshot;
import io.chanuka.db.pool.PoolerAdvice;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.pool.activity.ErrorSample;
import io.chanuka.db.pool.activity.PoolActivity;
import io.chanuka.db.provider.EndpointKind;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.tls.CertificateExpiry;
import io.chanuka.db.transport.ConnectionSockets;
import org.jspecify.annotations.Nullable;

/**
 * The evaluation of the runtime database's health, for all that report it.
 */
public final class DatabaseHealth {

	private final RuntimePool pool;

	private final DatabaseSettings settings;

	private final ConnectionSockets sockets;

	private final DatabaseMonitor monitor;

	private final BooleanSupplier stopping;

	private final Clock clock;

	private final HealthEvaluator evaluator;

	/**
	 * Create a new instance.
	 * @param pool the pool
	 * @param settings the settings it was made from
	 * @param sockets knows the certificates in use
	 * @param monitor probes the database
	 * @param stopping gives whether the application takes no more requests
	 * @param clock gives the time
	 */
	public DatabaseHealth(RuntimePool pool, DatabaseSettings settings, ConnectionSockets sockets,
			DatabaseMonitor monitor, BooleanSupplier stopping, Clock clock) {
		this.pool = pool;
		this.settings = settings;
		this.sockets = sockets;
		this.monitor = monitor;
		this.stopping = stopping;
		this.clock = clock;
		this.evaluator = new HealthEvaluator(settings.health());
	}

	/**
	 * What is known now, evaluated without a probe.
	 * @return the state
	 */
	public HealthState state() {
		return evaluate(evidence(this.monitor.known()));
	}

	/**
	 * What is known now, without a probe.
	 * @return the observation
	 */
	public Observation known() {
		return this.monitor.known();
	}

	/**
	 * Has the database probed and waits a moment for the answer.
	 * @param atMost how long to wait
	 * @return what is known then
	 */
	Observation probe(Duration atMost) {
		return this.monitor.probe(atMost);
	}

	HealthState evaluate(HealthEvidence evidence) {
		return this.evaluator.evaluate(evidence);
	}

	/**
	 * Whether the database is down.
	 * @param observation what is known
	 */
	boolean isDown(Observation observation) {
		return this.evaluator.whyDown(evidence(observation)) != null;
	}

	HealthEvidence evidence(Observation observation) {
		PhysicalConnectionSource source = this.pool.source();
		PoolActivity activity = this.pool.activity();
		PoolSnapshot snapshot = this.pool.snapshot();
		EndpointKind kind = (source != null) ? source.sessions().kind() : this.settings.runtime().kind();
		ConnectionFailure outage = (source != null) ? source.outage() : null;
		return new HealthEvidence(snapshot, this.pool.isSuspended(), observation,
				(outage != null) ? outage.kind() : null, this.stopping.getAsBoolean(),
				(activity != null) ? activity.recentErrors() : new ErrorSample(0, 0),
				Duration.ofNanos((activity != null) ? activity.nanosSinceLastAcquire() : 0), unreturned(activity), kind,
				PoolerAdvice.isRecommended(this.pool), certificateDays());
	}

	/**
	 * A pooler accepts connections without its server, so only one that was returned and
	 * acquired again proves anything.
	 */
	private Duration unreturned(@Nullable PoolActivity activity) {
		Duration unanswered = this.monitor.unansweredFor();
		Duration returned = Duration.ofNanos((activity != null) ? activity.sinceReturnNanos() : 0);
		return (returned.compareTo(unanswered) < 0) ? returned : unanswered;
	}

	private @Nullable Long certificateDays() {
		CertificateExpiry expiry = this.sockets.expiry();
		return (expiry != null) ? expiry.daysLeft(this.clock.instant()) : null;
	}

	/**
	 * Whether connections come from a source of ours, which knows of outages.
	 * @return {@code false} if the application has set another DataSource on the pool
	 */
	public boolean knowsOutages() {
		return this.pool.source() != null;
	}

	RuntimePool pool() {
		return this.pool;
	}

	DatabaseSettings settings() {
		return this.settings;
	}

	Clock clock() {
		return this.clock;
	}

}

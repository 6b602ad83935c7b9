package io.chanuka.db.health;

import java.sql.Connection;
import java.time.Duration;

import io.chanuka.db.pool.PoolSnapshot;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.settings.DatabaseSettings;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Health of the runtime endpoint: borrows a connection for a moment and has the server
 * answer on it.
 */
public final class RuntimeHealthIndicator extends AbstractHealthIndicator {

	private static final Duration BORROW_TIMEOUT = Duration.ofMillis(500);

	private static final int VALIDATION_SECONDS = 2;

	private final RuntimePool pool;

	private final DatabaseSettings settings;

	/**
	 * Create a new instance.
	 * @param pool the pool to look at
	 * @param settings the settings it was made from
	 */
	public RuntimeHealthIndicator(RuntimePool pool, DatabaseSettings settings) {
		super("The runtime database did not answer");
		this.pool = pool;
		this.settings = settings;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) throws Exception {
		builder.withDetail("provider", this.settings.runtime().provider().provider())
			.withDetail("endpoint", this.settings.runtime().provider().kind())
			.withDetail("environment", this.settings.environment().value());
		long start = System.nanoTime();
		try (Connection connection = this.pool.getConnection(BORROW_TIMEOUT)) {
			builder.status(connection.isValid(VALIDATION_SECONDS) ? "UP" : "DOWN");
		}
		Duration responseTime = Duration.ofNanos(System.nanoTime() - start);
		PoolSnapshot snapshot = this.pool.snapshot();
		builder.withDetail("responseTimeMs", responseTime.toMillis()).withDetail("connections", snapshot);
	}

}

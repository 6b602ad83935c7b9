package io.chanuka.db.health;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.settings.DatabaseSettings;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Health of the runtime endpoint: borrows a connection for a moment and has the server
 * answer on it. Logs nothing: whoever polls reads the answer.
 */
public final class RuntimeHealthIndicator implements HealthIndicator {

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
		this.pool = pool;
		this.settings = settings;
	}

	@Override
	public Health health() {
		Health.Builder builder = Health.up()
			.withDetail("provider", this.settings.runtime().provider().provider())
			.withDetail("endpoint", this.settings.runtime().provider().kind())
			.withDetail("environment", this.settings.environment().value());
		long start = System.nanoTime();
		try (Connection connection = this.pool.getConnection(BORROW_TIMEOUT)) {
			if (!connection.isValid(VALIDATION_SECONDS)) {
				builder.down().withDetail("error", "the server did not answer in time");
			}
		}
		catch (SQLException ex) {
			builder.down(ex);
		}
		Duration responseTime = Duration.ofNanos(System.nanoTime() - start);
		return builder.withDetail("responseTimeMs", responseTime.toMillis())
			.withDetail("connections", this.pool.snapshot())
			.build();
	}

}

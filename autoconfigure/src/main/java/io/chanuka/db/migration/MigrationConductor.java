package io.chanuka.db.migration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.output.MigrateResult;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.core.log.LogMessage;

/**
 * Runs the migrations when the application starts and remembers the outcome.
 */
public final class MigrationConductor implements FlywayMigrationStrategy {

	private static final Log logger = LogFactory.getLog(MigrationConductor.class);

	private final Clock clock;

	private volatile @Nullable MigrationOutcome outcome;

	/**
	 * Create a new instance.
	 * @param clock tells the time
	 */
	public MigrationConductor(Clock clock) {
		this.clock = clock;
	}

	@Override
	public void migrate(Flyway flyway) {
		Instant start = this.clock.instant();
		MigrateResult result = flyway.migrate();
		Instant end = this.clock.instant();
		String version = (result.targetSchemaVersion != null) ? result.targetSchemaVersion
				: result.initialSchemaVersion;
		MigrationOutcome finished = new MigrationOutcome(end, Duration.between(start, end), result.migrationsExecuted,
				pending(flyway), version);
		this.outcome = finished;
		logger.info(LogMessage.format("Schema is at version %s; migrations applied: %d, in %d ms", finished.version(),
				finished.applied(), finished.duration().toMillis()));
	}

	/**
	 * Nothing is left unless a target says so; only then it is worth asking.
	 */
	private static int pending(Flyway flyway) {
		MigrationVersion target = flyway.getConfiguration().getTarget();
		return (target == null || target == MigrationVersion.LATEST) ? 0 : flyway.info().pending().length;
	}

	/**
	 * How the migration went.
	 * @return the outcome, or {@code null} if none has ended yet
	 */
	public @Nullable MigrationOutcome outcome() {
		return this.outcome;
	}

}

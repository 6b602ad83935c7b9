package io.chanuka.db.migration;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How the last migration went.
 *
 * @param finishedAt when it ended
 * @param duration how long it took
 * @param applied how many migrations it applied
 * @param pending how many it left for later, because a target was set
 * @param version the version of the schema afterwards, or {@code null} if it has none
 */
public record MigrationOutcome(Instant finishedAt, Duration duration, int applied, int pending,
		@Nullable String version) {

}

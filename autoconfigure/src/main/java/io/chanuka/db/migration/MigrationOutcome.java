package io.chanuka.db.migration;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Outcome of the migrations that this application has run.
 *
 * @param tool what ran them
 * @param succeeded {@code false} if a migration failed and the application started
 * nevertheless
 * @param finishedAt when the last run ended
 * @param duration the duration of all runs
 * @param applied the number of migrations or change sets that were applied, or
 * {@code null} if it is unknown
 * @param pending the number of migrations that remain because of a target, or
 * {@code null} if it is unknown
 * @param version the version of the schema afterwards, or {@code null} if it has none, or
 * more than one
 * @param histories the number of history tables that were written
 */
public record MigrationOutcome(MigrationTool tool, boolean succeeded, Instant finishedAt, Duration duration,
		@Nullable Integer applied, @Nullable Integer pending, @Nullable String version, int histories) {

}

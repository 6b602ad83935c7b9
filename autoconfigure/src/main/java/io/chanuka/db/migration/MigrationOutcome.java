package io.chanuka.db.migration;

import java.time.Duration;
import java.time.Instant;

import io.chanuka.db.settings.MigrationMode;
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
 * @param mode what the start did with the migrations, or {@code null} if the
 * application's own strategy or another tool decided that
 * @param waited how long it waited for Flyway's lock or, in mode wait, for the schema
 */
public record MigrationOutcome(MigrationTool tool, boolean succeeded, Instant finishedAt, Duration duration,
		@Nullable Integer applied, @Nullable Integer pending, @Nullable String version, int histories,
		@Nullable MigrationMode mode, Duration waited) {

	/**
	 * Create an outcome of a tool without modes.
	 * @param tool what ran the migrations
	 * @param succeeded whether they succeeded
	 * @param finishedAt when the last run ended
	 * @param duration the duration of all runs
	 * @param applied the number of migrations that were applied, if known
	 * @param pending the number of migrations that remain, if known
	 * @param version the version of the schema, if there is one
	 * @param histories the number of history tables that were written
	 */
	public MigrationOutcome(MigrationTool tool, boolean succeeded, Instant finishedAt, Duration duration,
			@Nullable Integer applied, @Nullable Integer pending, @Nullable String version, int histories) {
		this(tool, succeeded, finishedAt, duration, applied, pending, version, histories, null, Duration.ZERO);
	}

}

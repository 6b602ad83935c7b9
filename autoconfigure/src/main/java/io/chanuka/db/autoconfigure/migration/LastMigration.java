package io.chanuka.db.autoconfigure.migration;

import java.util.List;
import java.util.Objects;

import io.chanuka.db.migration.MigrationOutcome;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Outcome of the migrations that one tool has run.
 */
@FunctionalInterface
public interface LastMigration {

	/**
	 * The outcome.
	 * @return the outcome, or {@code null} if nothing has run
	 */
	@Nullable MigrationOutcome outcome();

	/**
	 * The first of several tools that has run.
	 * @param tools the tools that could have run
	 * @return the one that ran, or the first one
	 */
	static LastMigration of(ObjectProvider<LastMigration> tools) {
		List<LastMigration> ordered = tools.orderedStream().toList();
		return () -> ordered.stream().map(LastMigration::outcome).filter(Objects::nonNull).findFirst().orElse(null);
	}

}

package io.chanuka.db.migration;

import org.jspecify.annotations.Nullable;

/**
 * Content of a history table of Flyway.
 *
 * @param table the qualified name
 * @param applied the number of applied migrations
 * @param version the last version, or {@code null} if only repeatable ones were applied
 */
public record MigrationHistory(String table, int applied, @Nullable String version) {

}

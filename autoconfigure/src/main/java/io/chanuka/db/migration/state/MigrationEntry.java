package io.chanuka.db.migration.state;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A migration, applied or not.
 *
 * @param version the version or identifier, or {@code null} if it has none
 * @param description the description
 * @param state the state in the words of the tool
 * @param installedOn when it was applied, or {@code null} if it was not
 * @param installedBy the user that applied it, or {@code null} if it was not applied
 */
public record MigrationEntry(@Nullable String version, String description, String state, @Nullable Instant installedOn,
		@Nullable String installedBy) {

}

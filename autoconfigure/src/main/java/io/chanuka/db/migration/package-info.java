/**
 * Runs migrations and records their outcome.
 * <p>
 * API: {@link MigrationOutcome} and {@link MigrationTool}.
 * <p>
 * Internal: all other types; they may change in any release.
 */
@NullMarked
package io.chanuka.db.migration;

import org.jspecify.annotations.NullMarked;

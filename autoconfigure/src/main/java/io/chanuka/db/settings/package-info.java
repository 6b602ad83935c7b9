/**
 * The decided settings: immutable, each value with its origin, and the report of them.
 * <p>
 * API: {@link MigrationMode}.
 * <p>
 * Internal: all other types; they may change in any release.
 */
@NullMarked
package io.chanuka.db.settings;

import org.jspecify.annotations.NullMarked;

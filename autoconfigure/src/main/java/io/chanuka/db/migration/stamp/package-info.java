/**
 * Proves with one query that there is nothing to migrate, by a stamp on Flyway's history
 * table.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.chanuka.db.migration.stamp;

import org.jspecify.annotations.NullMarked;

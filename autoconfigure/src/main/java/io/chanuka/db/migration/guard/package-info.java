/**
 * Keeps applications of one environment from migrating the database of another.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.chanuka.db.migration.guard;

import org.jspecify.annotations.NullMarked;

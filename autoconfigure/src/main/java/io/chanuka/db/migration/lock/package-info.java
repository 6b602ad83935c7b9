/**
 * Locks of migrations: Flyway's own, chosen by the endpoint, and those of tables, which
 * are waited for with a timeout.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.chanuka.db.migration.lock;

import org.jspecify.annotations.NullMarked;

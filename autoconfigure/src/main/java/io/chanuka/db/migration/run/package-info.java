/**
 * Modes of the migrations: migrate, validate, wait or none.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.chanuka.db.migration.run;

import org.jspecify.annotations.NullMarked;

/**
 * Explains why Flyway failed.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.chanuka.db.autoconfigure.diagnostics.migration;

import org.jspecify.annotations.NullMarked;

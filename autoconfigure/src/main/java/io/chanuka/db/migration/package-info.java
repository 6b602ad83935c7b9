/**
 * Runs migrations and records their outcome.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.chanuka.db.migration;

import org.jspecify.annotations.NullMarked;

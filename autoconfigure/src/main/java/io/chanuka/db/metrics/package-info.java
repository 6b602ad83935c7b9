/**
 * Meters of the pool, the migrations and the drain, read from memory only.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.chanuka.db.metrics;

import org.jspecify.annotations.NullMarked;

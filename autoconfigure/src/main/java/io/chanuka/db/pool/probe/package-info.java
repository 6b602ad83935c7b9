/**
 * Probes the database over the pool.
 * <p>
 * Internal: all types; they may change in any release.
 */
@NullMarked
package io.chanuka.db.pool.probe;

import org.jspecify.annotations.NullMarked;

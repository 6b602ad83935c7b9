/**
 * Counts errors, timeouts and waiting callers of the pool.
 * <p>
 * Internal: all types; they may change in any release.
 */
@NullMarked
package io.chanuka.db.pool.activity;

import org.jspecify.annotations.NullMarked;

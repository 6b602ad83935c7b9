/**
 * Detects a server that has become read-only, and renews the connections when new ones
 * are writable.
 * <p>
 * Internal: all types; they may change in any release.
 */
@NullMarked
package io.chanuka.db.pool.failover;

import org.jspecify.annotations.NullMarked;

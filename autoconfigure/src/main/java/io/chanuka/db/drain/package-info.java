/**
 * Waits for requests, executors and active connections when the application stops.
 * <p>
 * API: {@link DrainOutcome}.
 * <p>
 * Internal: all other types; they may change in any release.
 */
@NullMarked
package io.chanuka.db.drain;

import org.jspecify.annotations.NullMarked;

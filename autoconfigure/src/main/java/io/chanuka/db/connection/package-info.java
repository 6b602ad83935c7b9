/**
 * Physical connections from the attempt to open them to their close: driver settings,
 * pre-opened connections, recovery, counters, pooler detection.
 * <p>
 * API: {@link ConnectionsSnapshot}, {@link CloseReason}, {@link ConnectionFailure},
 * {@link FailureKind} and {@link PoolerEvidence}.
 * <p>
 * Internal: all other types; they may change in any release.
 */
@NullMarked
package io.chanuka.db.connection;

import org.jspecify.annotations.NullMarked;

/**
 * One physical connection, why it was closed or could not be opened, and what is stated
 * of all of them.
 * <p>
 * API: {@link ConnectionsSnapshot}, {@link CloseReason}, {@link ConnectionFailure},
 * {@link FailureKind} and {@link PoolerEvidence}.
 * <p>
 * Internal: all other types; they may change in any release.
 */
@NullMarked
package io.chanuka.db.connection;

import org.jspecify.annotations.NullMarked;

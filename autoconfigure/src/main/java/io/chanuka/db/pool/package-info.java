/**
 * The runtime pool: HikariCP with warm-up, maximum uses and a wait for active connections
 * when it closes.
 * <p>
 * API: {@link PoolView}, {@link PoolSnapshot}, {@link UtilizationLevel} and
 * {@link ActiveConnection}.
 * <p>
 * Internal: all other types; they may change in any release.
 */
@NullMarked
package io.chanuka.db.pool;

import org.jspecify.annotations.NullMarked;

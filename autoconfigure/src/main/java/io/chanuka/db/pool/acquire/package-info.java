/**
 * What an acquire passes before and after HikariCP.
 * <p>
 * Internal: all types; they may change in any release.
 */
@NullMarked
package io.chanuka.db.pool.acquire;

import org.jspecify.annotations.NullMarked;

/**
 * Connections and statements that measure what is executed and hand it to the log.
 * <p>
 * Internal: all types; they may change in any release.
 */
@NullMarked
package io.chanuka.db.statement.jdbc;

import org.jspecify.annotations.NullMarked;

/**
 * Log of the statements, of slow statements and of the connections.
 * <p>
 * Internal: all types; they may change in any release.
 */
@NullMarked
package io.chanuka.db.statement;

import org.jspecify.annotations.NullMarked;

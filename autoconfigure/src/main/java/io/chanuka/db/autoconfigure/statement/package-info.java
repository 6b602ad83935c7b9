/**
 * Wires the logs of statements and connections.
 * <p>
 * Internal: may change in any release, except the names of the auto-configurations.
 */
@NullMarked
package io.chanuka.db.autoconfigure.statement;

import org.jspecify.annotations.NullMarked;

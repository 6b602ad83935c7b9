/**
 * The source of the connections of one endpoint: attempts in progress, open connections,
 * counters.
 * <p>
 * Internal: all types; they may change in any release.
 */
@NullMarked
package io.chanuka.db.connection.source;

import org.jspecify.annotations.NullMarked;

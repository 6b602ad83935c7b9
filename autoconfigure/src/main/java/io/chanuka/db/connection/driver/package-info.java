/**
 * Has the driver open connections: its settings, what holds in a session, pooler
 * detection.
 * <p>
 * Internal: all types; they may change in any release.
 */
@NullMarked
package io.chanuka.db.connection.driver;

import org.jspecify.annotations.NullMarked;

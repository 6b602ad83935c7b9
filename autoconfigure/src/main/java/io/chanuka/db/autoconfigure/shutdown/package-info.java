/**
 * Wires the shutdown.
 * <p>
 * Internal: may change in any release, except the names of the auto-configurations.
 */
@NullMarked
package io.chanuka.db.autoconfigure.shutdown;

import org.jspecify.annotations.NullMarked;

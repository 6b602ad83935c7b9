/**
 * Wires the retry of application code.
 * <p>
 * Internal: may change in any release, except the names of the auto-configurations.
 */
@NullMarked
package io.chanuka.db.autoconfigure.retry;

import org.jspecify.annotations.NullMarked;

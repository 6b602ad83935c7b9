/**
 * Wires the guard of environments.
 * <p>
 * Internal: may change in any release, except the names of the auto-configurations.
 */
@NullMarked
package io.chanuka.db.autoconfigure.guard;

import org.jspecify.annotations.NullMarked;

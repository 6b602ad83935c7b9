/**
 * Wires the health and the readiness.
 * <p>
 * Internal: may change in any release, except the names of the auto-configurations.
 */
@NullMarked
package io.chanuka.db.autoconfigure.health;

import org.jspecify.annotations.NullMarked;

/**
 * Wires the meters.
 * <p>
 * Internal: may change in any release, except the names of the auto-configurations.
 */
@NullMarked
package io.chanuka.db.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;

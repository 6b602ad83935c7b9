/**
 * Wires the health and the readiness.
 */
@NullMarked
package io.chanuka.db.autoconfigure.health;

import org.jspecify.annotations.NullMarked;

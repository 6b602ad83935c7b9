/**
 * Wires the meters.
 */
@NullMarked
package io.chanuka.db.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;

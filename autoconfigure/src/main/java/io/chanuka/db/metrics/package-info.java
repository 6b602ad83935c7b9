/**
 * Meters of the pool, read from memory only.
 */
@NullMarked
package io.chanuka.db.metrics;

import org.jspecify.annotations.NullMarked;

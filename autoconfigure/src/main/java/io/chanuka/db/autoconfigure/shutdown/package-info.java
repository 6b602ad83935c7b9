/**
 * Wires the shutdown.
 */
@NullMarked
package io.chanuka.db.autoconfigure.shutdown;

import org.jspecify.annotations.NullMarked;

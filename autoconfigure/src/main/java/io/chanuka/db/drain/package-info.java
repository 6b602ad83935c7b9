/**
 * Waits for borrowed connections when the application stops.
 */
@NullMarked
package io.chanuka.db.drain;

import org.jspecify.annotations.NullMarked;

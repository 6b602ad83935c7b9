/**
 * Wires the wait for the database when the application starts.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.chanuka.db.autoconfigure.startup;

import org.jspecify.annotations.NullMarked;

/**
 * Explains why an endpoint cannot be reached.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.chanuka.db.autoconfigure.diagnostics.connection;

import org.jspecify.annotations.NullMarked;

/**
 * Explains why a connection was not encrypted as it must be.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.chanuka.db.autoconfigure.diagnostics.tls;

import org.jspecify.annotations.NullMarked;

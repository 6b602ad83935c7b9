/**
 * Explains which privileges are missing.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.chanuka.db.autoconfigure.diagnostics.privilege;

import org.jspecify.annotations.NullMarked;

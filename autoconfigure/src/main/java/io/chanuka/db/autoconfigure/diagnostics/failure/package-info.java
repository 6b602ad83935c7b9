/**
 * What is known of a failed start, and the form of its analysis.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.chanuka.db.autoconfigure.diagnostics.failure;

import org.jspecify.annotations.NullMarked;

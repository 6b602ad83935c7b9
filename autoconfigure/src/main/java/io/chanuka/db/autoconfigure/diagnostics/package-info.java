/**
 * Explains the failures that end the start of an application.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.chanuka.db.autoconfigure.diagnostics;

import org.jspecify.annotations.NullMarked;

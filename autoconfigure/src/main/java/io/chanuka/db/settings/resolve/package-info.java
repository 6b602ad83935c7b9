/**
 * Resolves the input to decided settings.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.chanuka.db.settings.resolve;

import org.jspecify.annotations.NullMarked;

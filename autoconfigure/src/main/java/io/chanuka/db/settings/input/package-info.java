/**
 * The configuration as it was read, and what is wrong with it.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.chanuka.db.settings.input;

import org.jspecify.annotations.NullMarked;

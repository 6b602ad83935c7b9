/**
 * Checks that a database is as the settings of the application state.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.chanuka.db.command.verify;

import org.jspecify.annotations.NullMarked;

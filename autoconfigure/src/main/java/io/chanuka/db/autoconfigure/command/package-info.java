/**
 * Runs a command of the command line in the place of the application.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.chanuka.db.autoconfigure.command;

import org.jspecify.annotations.NullMarked;

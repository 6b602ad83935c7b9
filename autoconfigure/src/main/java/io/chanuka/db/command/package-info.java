/**
 * Commands that run in the place of the application, with a report and an exit code.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.chanuka.db.command;

import org.jspecify.annotations.NullMarked;

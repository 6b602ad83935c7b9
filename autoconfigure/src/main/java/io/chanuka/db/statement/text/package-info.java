/**
 * Texts of statements as they may be logged: in one line, without literals and secrets.
 * <p>
 * Internal: all types; they may change in any release.
 */
@NullMarked
package io.chanuka.db.statement.text;

import org.jspecify.annotations.NullMarked;

/**
 * Explains why a server refuses a user or a session.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.chanuka.db.autoconfigure.diagnostics.login;

import org.jspecify.annotations.NullMarked;

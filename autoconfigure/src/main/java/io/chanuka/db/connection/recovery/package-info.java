/**
 * Opens connections before the pool asks for them, and retries while the database is
 * unavailable.
 * <p>
 * Internal: all types; they may change in any release.
 */
@NullMarked
package io.chanuka.db.connection.recovery;

import org.jspecify.annotations.NullMarked;

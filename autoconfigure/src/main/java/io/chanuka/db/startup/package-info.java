/**
 * The start of the application: waits until each endpoint has accepted its first
 * connection, and records why it has not.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.chanuka.db.startup;

import org.jspecify.annotations.NullMarked;

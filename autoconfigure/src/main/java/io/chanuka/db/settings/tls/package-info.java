/**
 * Decides how connections are encrypted and which certificates are used.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.chanuka.db.settings.tls;

import org.jspecify.annotations.NullMarked;

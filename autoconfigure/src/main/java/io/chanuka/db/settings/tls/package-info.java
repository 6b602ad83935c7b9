/**
 * Decides how connections are encrypted and which certificates are used.
 */
@NullMarked
package io.chanuka.db.settings.tls;

import org.jspecify.annotations.NullMarked;

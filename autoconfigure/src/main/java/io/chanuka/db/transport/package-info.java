/**
 * Creates the sockets and the TLS contexts of each endpoint.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.chanuka.db.transport;

import org.jspecify.annotations.NullMarked;

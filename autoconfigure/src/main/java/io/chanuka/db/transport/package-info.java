/**
 * Where the sockets of connections come from, and what encrypts them.
 */
@NullMarked
package io.chanuka.db.transport;

import org.jspecify.annotations.NullMarked;

/**
 * TLS as values: modes, certificates, keys, their references and their expiry.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.chanuka.db.tls;

import org.jspecify.annotations.NullMarked;

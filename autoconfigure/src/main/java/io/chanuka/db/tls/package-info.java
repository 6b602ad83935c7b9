/**
 * What encrypts connections and proves who is at both ends: modes, certificates, keys.
 */
@NullMarked
package io.chanuka.db.tls;

import org.jspecify.annotations.NullMarked;

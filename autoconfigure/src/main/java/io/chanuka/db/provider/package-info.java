/**
 * Recognises the provider of a database by its host, and what follows from that.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.chanuka.db.provider;

import org.jspecify.annotations.NullMarked;

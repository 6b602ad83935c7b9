/**
 * URLs, addresses and credentials of PostgreSQL databases. Pure functions on plain JDK
 * types.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.chanuka.db.url;

import org.jspecify.annotations.NullMarked;

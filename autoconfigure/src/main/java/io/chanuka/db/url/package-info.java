/**
 * URLs, addresses and credentials of PostgreSQL databases. Pure functions on plain JDK
 * types.
 */
@NullMarked
package io.chanuka.db.url;

import org.jspecify.annotations.NullMarked;

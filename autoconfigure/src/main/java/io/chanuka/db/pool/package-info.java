/**
 * The runtime pool and the physical connections below it.
 */
@NullMarked
package io.chanuka.db.pool;

import org.jspecify.annotations.NullMarked;

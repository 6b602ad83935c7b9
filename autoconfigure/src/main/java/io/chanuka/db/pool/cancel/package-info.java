/**
 * Has the server report and cancel what active connections run.
 * <p>
 * Internal: all types; they may change in any release.
 */
@NullMarked
package io.chanuka.db.pool.cancel;

import org.jspecify.annotations.NullMarked;

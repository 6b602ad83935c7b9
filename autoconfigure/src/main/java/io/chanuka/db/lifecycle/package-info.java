/**
 * Shutdown deadline, phases and daemon threads that all parts of a shutdown share.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.chanuka.db.lifecycle;

import org.jspecify.annotations.NullMarked;

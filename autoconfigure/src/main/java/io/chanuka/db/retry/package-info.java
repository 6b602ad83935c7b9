/**
 * Retry of application code after transient database errors, on Spring Framework's
 * {@code core.retry}.
 * <p>
 * API: {@link DatabaseRetry}, {@link DatabaseOperation}, {@link DatabaseAction},
 * {@link DatabaseRetryException} and {@link DatabaseRetryPredicate}.
 * <p>
 * Internal: all other types; they may change in any release.
 */
@NullMarked
package io.chanuka.db.retry;

import org.jspecify.annotations.NullMarked;

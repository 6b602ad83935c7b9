/**
 * Runs migrations and records their outcome.
 */
@NullMarked
package io.chanuka.db.migration;

import org.jspecify.annotations.NullMarked;

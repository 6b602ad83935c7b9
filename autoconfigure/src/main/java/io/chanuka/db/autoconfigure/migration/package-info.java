/**
 * Wires the migrations.
 * <p>
 * Internal: may change in any release, except the names of the auto-configurations.
 */
@NullMarked
package io.chanuka.db.autoconfigure.migration;

import org.jspecify.annotations.NullMarked;

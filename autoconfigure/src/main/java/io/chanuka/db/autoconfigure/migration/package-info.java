/**
 * Wires the migrations.
 */
@NullMarked
package io.chanuka.db.autoconfigure.migration;

import org.jspecify.annotations.NullMarked;

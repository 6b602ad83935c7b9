/**
 * What is decided: immutable settings, each value with its origin, and the report of
 * them.
 */
@NullMarked
package io.chanuka.db.settings;

import org.jspecify.annotations.NullMarked;

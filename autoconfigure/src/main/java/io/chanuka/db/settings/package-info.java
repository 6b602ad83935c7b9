/**
 * Turns raw input into decided, immutable settings, each value with its origin.
 */
@NullMarked
package io.chanuka.db.settings;

import org.jspecify.annotations.NullMarked;

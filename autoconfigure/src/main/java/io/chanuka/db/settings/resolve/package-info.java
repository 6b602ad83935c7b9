/**
 * Turns input into decided settings.
 */
@NullMarked
package io.chanuka.db.settings.resolve;

import org.jspecify.annotations.NullMarked;

/**
 * Reads Spring's environment; the only package that does.
 */
@NullMarked
package io.chanuka.db.autoconfigure.environment;

import org.jspecify.annotations.NullMarked;

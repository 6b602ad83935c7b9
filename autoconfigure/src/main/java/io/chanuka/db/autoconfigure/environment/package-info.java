/**
 * Reads properties, variables and profiles from Spring's environment.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.chanuka.db.autoconfigure.environment;

import org.jspecify.annotations.NullMarked;

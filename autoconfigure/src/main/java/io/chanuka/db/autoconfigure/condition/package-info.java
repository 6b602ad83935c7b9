/**
 * Conditions on the DataSource that Spring Boot is about to create.
 * <p>
 * Internal: all types; they may change in any release.
 */
@NullMarked
package io.chanuka.db.autoconfigure.condition;

import org.jspecify.annotations.NullMarked;

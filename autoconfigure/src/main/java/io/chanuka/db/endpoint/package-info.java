/**
 * The Actuator endpoint {@code database}.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.chanuka.db.endpoint;

import org.jspecify.annotations.NullMarked;

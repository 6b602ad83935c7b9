/**
 * Wires the endpoint, and masks secrets in those of Actuator.
 * <p>
 * Internal: may change in any release, except the names of the auto-configurations.
 */
@NullMarked
package io.chanuka.db.autoconfigure.endpoint;

import org.jspecify.annotations.NullMarked;

/**
 * Wires the endpoint, and masks secrets in those of Actuator.
 */
@NullMarked
package io.chanuka.db.autoconfigure.endpoint;

import org.jspecify.annotations.NullMarked;

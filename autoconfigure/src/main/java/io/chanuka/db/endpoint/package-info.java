/**
 * The read-only Actuator endpoint that shows what was decided.
 */
@NullMarked
package io.chanuka.db.endpoint;

import org.jspecify.annotations.NullMarked;

/**
 * How a physical connection comes to be and goes: attempts, driver settings, recovery,
 * counters, pooler detection.
 */
@NullMarked
package io.chanuka.db.connection;

import org.jspecify.annotations.NullMarked;

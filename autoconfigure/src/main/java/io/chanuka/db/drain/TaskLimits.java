package io.chanuka.db.drain;

import java.time.Duration;

/**
 * How long tasks of executors are awaited when the application stops, at the most.
 *
 * @param phase how long Spring gives to the phase of executors
 * @param period how long Spring Boot is configured to await tasks of its thread pools;
 * that of the phase if it is not
 */
public record TaskLimits(Duration phase, Duration period) {

}

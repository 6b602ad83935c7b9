package io.chanuka.db.benchmarks;

/**
 * What one slice brought.
 *
 * @param rate operations in a second, all threads together
 * @param cpuRate operations in a second of the threads' own CPU time, which others on the
 * machine do not shorten
 * @param bytes bytes that its threads allocated per operation
 */
record Sample(double rate, double cpuRate, double bytes) {

}

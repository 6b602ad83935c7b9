package io.chanuka.db.benchmarks.start;

import java.util.List;

/**
 * One start.
 *
 * @param seconds from the creation of the process to the first answer of health with 200
 * @param cpuSeconds what the process has used by then
 * @param megabytes its memory by then
 * @param classes how many classes it has loaded by then
 * @param roundTrips the round trips of each connection by then
 */
record Measurement(double seconds, double cpuSeconds, double megabytes, double classes, List<Integer> roundTrips) {

	Measurement {
		roundTrips = List.copyOf(roundTrips);
	}

	int allRoundTrips() {
		return this.roundTrips.stream().mapToInt(Integer::intValue).sum();
	}

}

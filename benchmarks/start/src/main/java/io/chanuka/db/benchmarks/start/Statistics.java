package io.chanuka.db.benchmarks.start;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Medians of measurements, and of their ratios within a round.
 */
final class Statistics {

	private Statistics() {
	}

	static double median(List<Measurement> measurements, ToDoubleFunction<Measurement> value) {
		return median(measurements.stream().mapToDouble(value).toArray());
	}

	static double ratio(List<Measurement> ones, List<Measurement> others, ToDoubleFunction<Measurement> value) {
		return median(IntStream.range(0, Math.min(ones.size(), others.size()))
			.mapToDouble((round) -> value.applyAsDouble(ones.get(round)) / value.applyAsDouble(others.get(round)))
			.toArray());
	}

	private static double median(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

}

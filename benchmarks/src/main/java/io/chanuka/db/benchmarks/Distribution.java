package io.chanuka.db.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/**
 * Values of all rounds, shown as their median and quartiles.
 *
 * @param sorted the values in their order
 */
record Distribution(double[] sorted) {

	static Distribution of(double... values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		return new Distribution(sorted);
	}

	double median() {
		return at(0.5);
	}

	/**
	 * The value at a part of the way from the least to the greatest one.
	 * @param part the part, from 0 to 1
	 * @return the value, between two of them the mean by distance
	 */
	double at(double part) {
		double position = part * (this.sorted.length - 1);
		int below = (int) position;
		int above = Math.min(below + 1, this.sorted.length - 1);
		return this.sorted[below] + (position - below) * (this.sorted[above] - this.sorted[below]);
	}

	@Override
	public String toString() {
		return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", median(), at(0.25), at(0.75));
	}

}

package io.chanuka.db.benchmarks.start;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What the results show of one kind of start.
 *
 * @param kind what was measured
 * @param plain the starts without the starter
 * @param ours the starts with the starter
 * @param plainTrips the start without the starter whose round trips were counted
 * @param oursTrips the start with the starter whose round trips were counted
 */
record ResultRow(Kind kind, List<Measurement> plain, List<Measurement> ours, Measurement plainTrips,
		Measurement oursTrips) {

	static final String HEADER = """
			| what | plain, s | ours, s | ratio | round trips | CPU, s | ratio | memory, MiB | ratio | classes |
			|---|---|---|---|---|---|---|---|---|---|
			""";

	double median(Variant variant) {
		return Statistics.median((variant == Variant.PLAIN) ? this.plain : this.ours, Measurement::seconds);
	}

	@Override
	public String toString() {
		return String.format(Locale.ROOT, "| %s | %.2f | %.2f | %.2f | %s, %s | %s | %s | %s |%n", this.kind,
				median(Variant.PLAIN), median(Variant.OURS), ratio(Measurement::seconds),
				this.plainTrips.allRoundTrips(), this.oursTrips.allRoundTrips(),
				pair(Measurement::cpuSeconds, "%.2f, %.2f | %.2f"), pair(Measurement::megabytes, "%.0f, %.0f | %.2f"),
				pair(Measurement::classes, "%.0f, %.0f"));
	}

	private double ratio(ToDoubleFunction<Measurement> value) {
		return Statistics.ratio(this.ours, this.plain, value);
	}

	private String pair(ToDoubleFunction<Measurement> value, String format) {
		return String.format(Locale.ROOT, format, Statistics.median(this.plain, value),
				Statistics.median(this.ours, value), ratio(value));
	}

}

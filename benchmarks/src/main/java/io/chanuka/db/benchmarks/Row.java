package io.chanuka.db.benchmarks;

import java.util.Locale;

/**
 * What one candidate did in one case.
 *
 * @param work the work
 * @param threads how many threads did it
 * @param candidate the candidate
 * @param ratio its rate as a part of the first candidate's in the same round
 * @param cpuRatio the same by operations in a second of CPU time
 * @param rate its operations in a second
 * @param bytes the bytes that it allocated per operation
 */
record Row(Work work, int threads, String candidate, Distribution ratio, Distribution cpuRatio, Distribution rate,
		Distribution bytes) {

	static final String HEADER = "| work | threads | pool | ratio to hikari | by CPU time | million operations in a second "
			+ "| bytes per operation |\n|---|---|---|---|---|---|---|\n";

	@Override
	public String toString() {
		return String.format(Locale.ROOT, "| %s | %d | %s | %s | %s | %.2f | %.1f |\n", this.work, this.threads,
				this.candidate, this.ratio, this.cpuRatio, this.rate.median() / 1e6, this.bytes.median());
	}

}

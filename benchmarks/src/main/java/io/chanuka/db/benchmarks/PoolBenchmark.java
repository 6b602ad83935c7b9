package io.chanuka.db.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures and writes the results. The arguments are the file of results and the number
 * of rounds.
 */
public final class PoolBenchmark {

	private PoolBenchmark() {
	}

	/**
	 * Measures.
	 * @param args the file of results and the number of rounds
	 * @throws Exception if something fails
	 */
	public static void main(String[] args) throws Exception {
		List<Row> rows = new ArrayList<>();
		try (Candidates candidates = new Candidates()) {
			Comparison comparison = new Comparison(candidates.all(), Integer.parseInt(args[1]));
			for (Work work : Work.values()) {
				for (int threads : new int[] { 1, 8 }) {
					rows.addAll(comparison.run(work, threads));
				}
			}
		}
		new Results(Path.of(args[0])).replace(rows);
		System.out.println(Row.HEADER + String.join("", rows.stream().map(Row::toString).toList()));
	}

}

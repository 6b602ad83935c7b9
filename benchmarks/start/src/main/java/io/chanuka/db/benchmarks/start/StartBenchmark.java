package io.chanuka.db.benchmarks.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Measures and writes the results. The arguments are the file of results, the number of
 * rounds, a pattern that the kinds to measure match, the home of a JDK, and whether an
 * AOT cache is used.
 */
public final class StartBenchmark {

	private StartBenchmark() {
	}

	/**
	 * Measures.
	 * @param args the file of results, rounds, pattern, JDK and whether there is an AOT
	 * cache
	 * @throws Exception if something fails
	 */
	public static void main(String[] args) throws Exception {
		int rounds = Integer.parseInt(args[1]);
		Pattern pattern = Pattern.compile(args[2]);
		List<Kind> kinds = Kind.all().stream().filter((kind) -> pattern.matcher(kind.toString()).find()).toList();
		Path directory = Files.createTempDirectory("start");
		JavaLauncher java = new JavaLauncher(Path.of(args[3]), Boolean.parseBoolean(args[4]), directory);
		try (DatabaseServer server = new DatabaseServer(directory)) {
			Starts starts = new Starts(server, new ClassPaths(directory), java, directory.resolve("application.log"));
			List<ResultRow> rows = measure(starts, kinds, rounds);
			Path picture = new StartResults(Path.of(args[0]), java.name()).write(rows, rounds);
			new StartChart(java.name()).write(rows, picture);
		}
	}

	private static List<ResultRow> measure(Starts starts, List<Kind> kinds, int rounds)
			throws IOException, SQLException, InterruptedException {
		for (int round = 0; round < rounds; round++) {
			for (Kind kind : kinds) {
				List<Variant> variants = new ArrayList<>(List.of(Variant.values()));
				Collections.shuffle(variants);
				for (Variant variant : variants) {
					starts.record(kind, variant);
					System.out.println("Round " + (round + 1) + ": " + kind + ", " + variant + ": "
							+ starts.of(kind, variant).get(round));
				}
			}
		}
		List<ResultRow> rows = new ArrayList<>();
		for (Kind kind : kinds) {
			rows.add(new ResultRow(kind, starts.of(kind, Variant.PLAIN), starts.of(kind, Variant.OURS),
					starts.counted(kind, Variant.PLAIN), starts.counted(kind, Variant.OURS)));
		}
		return rows;
	}

}

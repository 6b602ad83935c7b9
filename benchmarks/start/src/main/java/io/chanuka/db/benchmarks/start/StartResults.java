package io.chanuka.db.benchmarks.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.boot.SpringBootVersion;

/**
 * Writes the section of one JDK into the file of results, in place of its former one.
 */
final class StartResults {

	private final Path file;

	private final String jdk;

	StartResults(Path file, String jdk) {
		this.file = file;
		this.jdk = jdk;
	}

	Path write(List<ResultRow> rows, int rounds) throws IOException {
		String heading = "## Start of an application, " + this.jdk + "\n";
		String picture = "start-" + this.jdk.toLowerCase(Locale.ROOT).replace(' ', '-') + ".svg";
		String section = heading + "\n" + LocalDate.now() + ", Spring Boot " + SpringBootVersion.getVersion() + ", "
				+ Runtime.getRuntime().availableProcessors() + " processors, medians of " + rounds
				+ " interleaved starts.\n\n![Seconds until ready](" + picture + ")\n\n" + ResultRow.HEADER
				+ rows.stream().map(ResultRow::toString).collect(Collectors.joining()) + distances(rows);
		String[] parts = Files.readString(this.file).split("\n(?=## )");
		Stream<String> kept = Stream.of(parts).filter((part) -> !part.startsWith(heading)).map(String::strip);
		Files.writeString(this.file,
				Stream.concat(kept, Stream.of(section.strip())).collect(Collectors.joining("\n\n")) + "\n");
		return this.file.resolveSibling(picture);
	}

	private static String distances(List<ResultRow> rows) {
		StringBuilder text = new StringBuilder("\n| ready at 50 ms / at 0 ms | plain | ours |\n|---|---|---|\n");
		for (ResultRow far : rows) {
			rows.stream()
				.filter((near) -> !far.kind().roundTrip().isZero() && near.kind().equals(far.kind().near()))
				.forEach((near) -> text.append(String.format(Locale.ROOT, "| %s | %.2f | %.2f |%n", far.kind().work(),
						Statistics.ratio(far.plain(), near.plain(), Measurement::seconds),
						Statistics.ratio(far.ours(), near.ours(), Measurement::seconds))));
		}
		text.append("\n| round trips of each connection | plain | ours |\n|---|---|---|\n");
		rows.stream()
			.filter((row) -> !row.kind().roundTrip().isZero())
			.forEach((row) -> text.append("| " + row.kind().work() + " | " + list(row.plainTrips()) + " | "
					+ list(row.oursTrips()) + " |\n"));
		return text.toString();
	}

	private static String list(Measurement measurement) {
		return measurement.roundTrips().stream().map(String::valueOf).collect(Collectors.joining(" + "));
	}

}

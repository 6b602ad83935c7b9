package io.chanuka.db.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A report as lines of text.
 */
final class TextReport {

	private static final String GAP = "  ";

	private final CommandReport report;

	TextReport(CommandReport report) {
		this.report = report;
	}

	String text() {
		List<String> blocks = new ArrayList<>();
		blocks.add(this.report.command() + (this.report.succeeded() ? ": succeeded" : ": failed"));
		if (!this.report.facts().isEmpty()) {
			blocks.add(aligned(this.report.facts()
				.entrySet()
				.stream()
				.map((fact) -> List.<@Nullable String>of(words(fact.getKey()), fact.getValue().toString()))
				.toList()));
		}
		this.report.tables()
			.stream()
			.filter((table) -> !table.rows().isEmpty())
			.map(TextReport::table)
			.forEach(blocks::add);
		if (!this.report.actions().isEmpty()) {
			blocks
				.add(this.report.actions().stream().collect(Collectors.joining("\n" + GAP, "What to do\n" + GAP, "")));
		}
		return String.join("\n\n", blocks);
	}

	private static String table(ReportTable table) {
		List<@Nullable String> header = table.columns().stream().<@Nullable String>map(TextReport::words).toList();
		return aligned(Stream.concat(Stream.of(header), table.rows().stream()).toList());
	}

	private static String aligned(List<List<@Nullable String>> rows) {
		int[] widths = new int[rows.get(0).size()];
		for (List<@Nullable String> row : rows) {
			for (int i = 0; i < widths.length; i++) {
				widths[i] = Math.max(widths[i], shown(row.get(i)).length());
			}
		}
		return rows.stream().map((row) -> line(row, widths)).collect(Collectors.joining("\n"));
	}

	private static String line(List<@Nullable String> row, int[] widths) {
		StringBuilder line = new StringBuilder();
		for (int i = 0; i < widths.length; i++) {
			String value = shown(row.get(i));
			line.append(value).append(" ".repeat(widths[i] - value.length())).append(GAP);
		}
		return line.toString().stripTrailing();
	}

	private static String shown(@Nullable String value) {
		return Objects.requireNonNullElse(value, "-");
	}

	/**
	 * Names are written as in JSON.
	 */
	private static String words(String name) {
		return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
	}

}

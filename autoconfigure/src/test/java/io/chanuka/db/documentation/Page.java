package io.chanuka.db.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param name its path below the root of the project
 * @param lines its lines
 */
record Page(String name, List<String> lines) {

	static final Path ROOT = Path.of("..");

	private static final Pattern BLOCK = Pattern.compile("(?sm)^```(\\w*)\\n(.*?)^```$");

	/**
	 * README, CONTRIBUTING and everything below {@code docs}.
	 */
	static List<Page> all() {
		try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
			return Stream
				.concat(Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")),
						docs.filter((file) -> file.toString().endsWith(".md")).sorted())
				.map(Page::read)
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Page of(String name) {
		return read(ROOT.resolve(name));
	}

	private static Page read(Path file) {
		try {
			return new Page(ROOT.relativize(file).toString(), Files.readAllLines(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String text() {
		return String.join("\n", this.lines) + "\n";
	}

	/**
	 * The fenced blocks of a language, in their order.
	 */
	List<String> blocks(String language) {
		return BLOCK.matcher(text())
			.results()
			.filter((block) -> block.group(1).equals(language))
			.map((block) -> block.group(2))
			.toList();
	}

	/**
	 * The languages of its fenced blocks.
	 */
	List<String> languages() {
		return BLOCK.matcher(text()).results().map((block) -> block.group(1)).distinct().toList();
	}

	/**
	 * The lines outside of fenced blocks.
	 */
	List<String> prose() {
		List<String> prose = new ArrayList<>();
		boolean fenced = false;
		for (String line : this.lines) {
			boolean fence = line.strip().startsWith("```");
			fenced ^= fence;
			if (!fenced && !fence) {
				prose.add(line);
			}
		}
		return prose;
	}

	/**
	 * Its rows and the items of its lists, each in one line.
	 */
	List<String> items() {
		return Arrays.asList(String.join("\n", prose()).split("\n(?=- |\\||#|\n)"))
			.stream()
			.map((item) -> item.replaceAll("\\s+", " "))
			.toList();
	}

	/**
	 * The anchors of its headings, as GitHub makes them.
	 */
	List<String> anchors() {
		return prose().stream()
			.filter((line) -> line.startsWith("#"))
			.map((line) -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
			.map((heading) -> heading.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-'))
			.toList();
	}

	/**
	 * The targets of its links, images included.
	 */
	List<String> links() {
		return Pattern.compile("\\]\\(([^)\\s]+)\\)")
			.matcher(String.join("\n", prose()))
			.results()
			.map((link) -> link.group(1))
			.toList();
	}

	/**
	 * Its sentences, and the cells of its tables, in words of lower case.
	 */
	List<String> sentences() {
		StringBuilder text = new StringBuilder();
		for (String line : prose()) {
			boolean item = line.strip().matches("(- |\\d+\\. |[|#]).*") || line.isBlank();
			text.append(item ? "\n" : " ").append(line.strip());
		}
		return Arrays.stream(text.toString().split("\n"))
			.flatMap((part) -> Arrays.stream(part.split(part.startsWith("|") ? "\\|" : "(?<=[.!?:])\\s+")))
			.flatMap((part) -> Arrays.stream(part.split("(?<=[.!?])\\s+")))
			.filter((sentence) -> !sentence.strip().matches("`[^`]*`"))
			.map((sentence) -> String.join(" ",
					Pattern.compile("[\\p{L}\\p{N}]+")
						.matcher(sentence.replaceAll("\\]\\([^)]*\\)", "]").toLowerCase(Locale.ROOT))
						.results()
						.map(MatchResult::group)
						.toList()))
			.toList();
	}

}

package io.chanuka.db.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The texts in the sources, each literal in one piece.
 *
 * @param text all of them
 */
record SourceTexts(String text) {

	static SourceTexts read() {
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			return new SourceTexts(files.filter((file) -> file.toString().endsWith(".java"))
				.map(SourceTexts::joined)
				.collect(Collectors.joining("\n")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String joined(Path file) {
		try {
			return Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", "").replaceAll("\\\\\n\\s*", "");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The pieces of a message that are no placeholders.
	 * @param message the message, with <code>{…}</code> for what differs
	 */
	static List<String> pieces(String message) {
		return Arrays.stream(message.split("\\{…}")).map(String::strip).filter((piece) -> piece.contains(" ")).toList();
	}

	boolean contains(String piece) {
		return this.text.contains(piece);
	}

	/**
	 * Whether three words in a row of a line, or two long ones, stand in the sources; of
	 * a shorter line the last one.
	 */
	boolean containsAPieceOf(String line) {
		String[] words = withoutNumbers(line.strip()).split("\\s+");
		SourceTexts sources = new SourceTexts(withoutNumbers(this.text.replace("%d", "0")));
		return (words.length < 3) ? sources.contains(" " + words[words.length - 1])
				: IntStream.range(0, words.length - 2)
					.mapToObj((i) -> List.of(words[i], words[i + 1], words[i + 2]))
					.anyMatch((three) -> sources.contains(String.join(" ", three))
							|| sources.containsLong(three.get(0) + " " + three.get(1)));
	}

	private boolean containsLong(String words) {
		return words.length() > 12 && contains(words);
	}

	private static String withoutNumbers(String text) {
		return text.replaceAll("\\d+", "0");
	}

}

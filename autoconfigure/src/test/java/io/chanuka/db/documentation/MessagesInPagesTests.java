package io.chanuka.db.documentation;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the messages of the documentation against the sources. What the analyses of
 * failures report is held by {@code ExplanationsTests}, both ways.
 */
class MessagesInPagesTests {

	private static final Pattern MESSAGE = Pattern.compile("`([^`]+)`(?=:|, `)");

	private final SourceTexts sources = SourceTexts.read();

	@Test
	void everyMessageThatTroubleshootingExplainsExists() {
		String page = Page.of("docs/troubleshooting.md").text();
		List<String> messages = page.substring(page.indexOf("## Settings that are refused"))
			.lines()
			.filter((line) -> line.startsWith("- `"))
			.flatMap((line) -> MESSAGE.matcher(line).results())
			.map((message) -> message.group(1))
			.toList();
		assertThat(messages).hasSizeGreaterThan(25).allSatisfy((message) -> {
			assertThat(SourceTexts.pieces(message)).as(message).isNotEmpty();
			assertThat(SourceTexts.pieces(message))
				.allSatisfy((piece) -> assertThat(this.sources.contains(piece)).as(piece).isTrue());
		});
	}

	/**
	 * Pictures, lines of HikariCP, and recordings of a terminal have other texts than
	 * ours.
	 */
	@Test
	void everyLineOfALogComesFromTheSources() {
		for (Page page : Page.all()) {
			for (String block : page.blocks("text")) {
				if (!block.contains("|--") && !block.startsWith("$ ")) {
					assertThat(block.lines().filter((line) -> !isData(line))).as(page.name() + ": " + block)
						.allSatisfy((line) -> assertThat(this.sources.containsAPieceOf(line)).as(line).isTrue());
				}
			}
		}
	}

	/**
	 * Rows of tables, and values.
	 */
	private static boolean isData(String line) {
		Matcher row = Pattern.compile("\\s*[\\w.-]+( \\w+)?(\\s{2,}| = ).*").matcher(line);
		return line.isBlank() || row.matches() || line.strip().startsWith("grant ");
	}

}

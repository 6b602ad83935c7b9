package io.chanuka.db.documentation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the form of the documentation.
 */
class PagesTests {

	/**
	 * What a reader may meet twice: shorter ones are headings of tables and idioms.
	 */
	private static final int WORDS = 8;

	@Test
	void theReadmeHasAtMost130Lines() {
		assertThat(Page.of("README.md").lines()).hasSizeLessThanOrEqualTo(130);
	}

	@Test
	void noLineOfProseIsLongerThan120Characters() {
		for (Page page : Page.all()) {
			assertThat(page.prose()).as(page.name())
				.filteredOn((line) -> !line.strip().startsWith("|") && line.strip().contains(" "))
				.allSatisfy((line) -> assertThat(line).hasSizeLessThanOrEqualTo(120));
		}
	}

	@Test
	void noSentenceStandsTwice() {
		Map<String, List<String>> places = new TreeMap<>();
		for (Page page : Page.all()) {
			page.sentences()
				.stream()
				.filter((sentence) -> sentence.split(" ").length >= WORDS)
				.forEach((sentence) -> places.computeIfAbsent(sentence, (each) -> new ArrayList<>()).add(page.name()));
		}
		assertThat(places).hasSizeGreaterThan(500);
		places.values().removeIf((pages) -> pages.size() == 1);
		assertThat(places).isEmpty();
	}

	@Test
	void everyLinkLeadsToAFileAndAHeading() {
		for (Page page : Page.all()) {
			for (String link : page.links()) {
				if (!link.matches("https?://.*")) {
					assertLeadsSomewhere(page, link);
				}
			}
		}
	}

	private static void assertLeadsSomewhere(Page page, String link) {
		String[] parts = link.split("#", 2);
		Path from = Path.of(page.name());
		Path target = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]).normalize();
		assertThat(Files.exists(Page.ROOT.resolve(target))).as("%s links to %s", page.name(), link).isTrue();
		if (parts.length == 2) {
			assertThat(Page.of(target.toString()).anchors()).as("%s links to %s", page.name(), link).contains(parts[1]);
		}
	}

	@Test
	void theIndexHasEveryPage() {
		Page index = Page.of("docs/README.md");
		List<String> pages = Page.all()
			.stream()
			.map(Page::name)
			.filter((name) -> name.startsWith("docs/") && !name.startsWith("docs/design/"))
			.map((name) -> name.substring("docs/".length()))
			.filter((name) -> !name.equals("README.md"))
			.toList();
		assertThat(index.links()).containsAll(pages);
	}

	/**
	 * Only blocks whose language is known are checked by a test.
	 */
	@Test
	void everyBlockHasALanguage() {
		for (Page page : Page.all()) {
			assertThat(page.languages()).as(page.name())
				.isSubsetOf("bash", "ini", "java", "json", "mermaid", "sql", "text", "xml", "yaml");
		}
	}

}

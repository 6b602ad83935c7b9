package io.chanuka.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the documents, and the descriptions of properties, against the words that
 * Checkstyle forbids in the code. The rules and their exceptions stand in {@code config}.
 */
class WordsTests {

	private static final Path ROOT = Path.of("..");

	private final Map<String, Pattern> rules = rules();

	private final Map<Pattern, String> exceptions = exceptions();

	@Test
	void documentsUseTheWordsOfTheProject() throws IOException {
		List<String> found = new ArrayList<>();
		for (Path document : documents()) {
			String text = Files.readString(document);
			this.rules.forEach((id, rule) -> {
				Matcher matcher = rule.matcher(text.replace('\n', ' '));
				while (matcher.find() && !isException(document, id)) {
					long line = text.substring(0, matcher.start()).lines().count();
					found.add(document + ":" + line + ": " + matcher.group() + " (" + id + ")");
				}
			});
		}
		assertThat(found).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "nobody knows", "whenSomebodyWaitsThenFails", "LENT", "the database is away", "comes back",
			"side by side", "poolerDue", "chanuka.db.pool.quiet", "both(first, second)" })
	void wordsAreFound(String text) {
		assertThat(this.rules.values()).anyMatch((rule) -> rule.matcher(text).find());
	}

	@ParameterizedTest
	@ValueSource(strings = { "whole", "the connections", "lookup", "borrowed", "dashboard", "whose", "both of them",
			"Spring's URL", "overdue", "a dueDate" })
	void otherWordsAreNot(String text) {
		assertThat(this.rules.values()).noneMatch((rule) -> rule.matcher(text).find());
	}

	private boolean isException(Path document, String id) {
		return this.exceptions.entrySet()
			.stream()
			.anyMatch((entry) -> id.matches(entry.getValue()) && entry.getKey().matcher(document.toString()).find());
	}

	private static List<Path> documents() throws IOException {
		List<Path> documents = new ArrayList<>();
		for (String folder : List.of("docs", ".github", "benchmarks", "autoconfigure/src/main/resources")) {
			try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
				files.filter(WordsTests::isDocument).forEach(documents::add);
			}
		}
		try (Stream<Path> files = Files.list(ROOT)) {
			files.filter(WordsTests::isDocument).forEach(documents::add);
		}
		return documents;
	}

	private static boolean isDocument(Path file) {
		return file.toString().endsWith(".md") || file.toString().endsWith(".json");
	}

	private static Map<String, Pattern> rules() {
		Map<String, Pattern> rules = new LinkedHashMap<>();
		NodeList modules = parse("config/checkstyle.xml").getElementsByTagName("module");
		for (int index = 0; index < modules.getLength(); index++) {
			Map<String, String> properties = properties((Element) modules.item(index));
			String id = properties.getOrDefault("id", "");
			if (id.startsWith("words-")) {
				rules.put(id, Pattern.compile(properties.get("format")));
			}
		}
		return rules;
	}

	private static Map<String, String> properties(Element module) {
		Map<String, String> properties = new LinkedHashMap<>();
		NodeList children = module.getChildNodes();
		for (int index = 0; index < children.getLength(); index++) {
			if (children.item(index) instanceof Element property && property.getTagName().equals("property")) {
				properties.put(property.getAttribute("name"), property.getAttribute("value"));
			}
		}
		return properties;
	}

	private static Map<Pattern, String> exceptions() {
		Map<Pattern, String> exceptions = new LinkedHashMap<>();
		NodeList suppressed = parse("config/checkstyle-suppressions.xml").getElementsByTagName("suppress");
		for (int index = 0; index < suppressed.getLength(); index++) {
			Element exception = (Element) suppressed.item(index);
			String id = exception.getAttribute("id");
			exceptions.put(Pattern.compile(exception.getAttribute("files")),
					exception.getAttribute("checks").equals("RegexpSingleline") ? "words-.*" : id);
		}
		return exceptions;
	}

	private static Document parse(String file) {
		try {
			DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
			factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
			return factory.newDocumentBuilder().parse(ROOT.resolve(file).toFile());
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}

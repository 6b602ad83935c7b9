package io.chanuka.db;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.chanuka.db.provider.Provider;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.DeploymentEnvironment;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.Setting;
import io.chanuka.db.testsupport.TestInput;
import io.chanuka.db.testsupport.TestSettings;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.convert.DurationStyle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the documentation against the code, both ways.
 */
class DocumentationTests {

	private static final Path ROOT = Path.of("..");

	private static final Path PROPERTIES = ROOT.resolve("docs/properties.md");

	private static final Pattern ROW = Pattern
		.compile("\\| `(chanuka\\.db\\.[a-z.-]+)` \\| \\S+ \\| (\\S+) \\| (.*) \\|");

	private static final Pattern PROFILES = Pattern.compile("\\s+\\| ([a-z]+) \\| (`.*`) \\|");

	private static final Pattern MENTION = Pattern
		.compile("(?<![\\w/.])(chanuka\\.db\\.[a-z-]+(?:\\.[a-z-]+)*)(?![\\w.]*\\*)");

	/**
	 * What is documented here is what exists: held by MetersIT.
	 */
	private static final Path METERS = ROOT.resolve("docs/metrics.md");

	private static final Pattern METER = Pattern.compile("\\| `(chanuka\\.db\\.[a-z.]+)` \\|.*");

	@Test
	void everyPropertyHasADescriptionAndAType() throws IOException {
		assertThat(properties().values()).isNotEmpty().allSatisfy((property) -> {
			assertThat(property.path("description").asString("")).as(property.toString()).isNotBlank();
			assertThat(property.path("type").asString("")).as(property.toString()).isNotBlank();
		});
	}

	@Test
	void everyKeyThatIsAChoiceHasItsValuesAsHints() throws IOException {
		Map<String, List<String>> hints = new TreeMap<>();
		for (JsonNode hint : metadata().path("hints")) {
			hint.path("values")
				.forEach((value) -> hints.computeIfAbsent(hint.path("name").asString(), (name) -> new ArrayList<>())
					.add(value.path("value").asString()));
		}
		assertThat(properties().keySet()).containsAll(hints.keySet());
		assertThat(hints).containsEntry("chanuka.db.environment",
				Arrays.stream(DeploymentEnvironment.values()).map(DeploymentEnvironment::toString).toList());
		assertThat(hints).containsEntry("chanuka.db.provider",
				Arrays.stream(Provider.values()).map(Provider::toString).toList());
		assertThat(hints).containsEntry("chanuka.db.pooler.mode", List.of("auto", "none", "session", "transaction"));
		// A text whose description lists what it may be is a choice.
		properties().forEach((name, property) -> {
			if (property.path("description").asString("").matches("(?s).*: \\w+, .*\\w+ or\\s+\\w+.*")) {
				assertThat(hints).as(name).containsKey(name);
			}
		});
	}

	@Test
	void documentedPropertiesAndDefaultsAreTheRealOnes() throws IOException {
		Map<String, String> documented = new TreeMap<>();
		for (String line : Files.readAllLines(PROPERTIES)) {
			Matcher row = ROW.matcher(line);
			if (row.matches()) {
				documented.put(row.group(1), row.group(2).replace("`", ""));
			}
		}
		Map<String, String> real = new TreeMap<>();
		properties().forEach((name, property) -> real.put(name, property.path("defaultValue").asString("–")));
		assertThat(documented).isEqualTo(real);
	}

	@Test
	void everyPropertyStandsInOneGroup() throws IOException {
		String text = Files.readString(PROPERTIES);
		assertThat(text).containsSubsequence("\n## Essential\n", "\n## Frequent\n", "\n## Rare\n",
				"\n## The environment\n");
		assertThat(ROW.matcher(text).results().map((row) -> row.group(1))).doesNotHaveDuplicates()
			.hasSameSizeAs(properties().keySet());
		assertThat(ROW.matcher(text.substring(0, text.indexOf("## Frequent"))).results().count()).isBetween(10L, 20L);
	}

	@Test
	void documentedNamesOfProfilesAreTheOnesThatAreUnderstood() throws IOException {
		Map<String, String> documented = new TreeMap<>();
		for (String line : Files.readAllLines(PROPERTIES)) {
			Matcher row = PROFILES.matcher(line);
			if (row.matches()) {
				documented.put(row.group(1), row.group(2).replace("`", ""));
			}
		}
		assertThat(documented.keySet()).containsExactlyInAnyOrderElementsOf(
				Arrays.stream(DeploymentEnvironment.values()).map(DeploymentEnvironment::toString).toList());
		documented.forEach((environment, names) -> assertThat(List.of(names.split(", ")))
			.allSatisfy((name) -> assertThat(DeploymentEnvironment.named(name)).hasToString(environment)));
	}

	@Test
	void documentedMeaningsAreTheDescriptions() throws IOException {
		Map<String, String> documented = new TreeMap<>();
		Files.readAllLines(PROPERTIES)
			.stream()
			.map(ROW::matcher)
			.filter(Matcher::matches)
			.forEach((row) -> documented.put(row.group(1), row.group(3)));
		Map<String, String> real = new TreeMap<>();
		properties().forEach((name, property) -> real.put(name,
				property.path("description").asString().replaceAll("\\s+", " ").replaceAll("\\.$", "")));
		assertThat(documented).isEqualTo(real);
	}

	@Test
	void everyPropertyAndMeterThatAGuideMentionsExists() throws IOException {
		TreeSet<String> known = new TreeSet<>(properties().keySet());
		Files.readAllLines(METERS)
			.stream()
			.map(METER::matcher)
			.filter(Matcher::matches)
			.forEach((row) -> known.add(row.group(1)));
		try (Stream<Path> guides = Stream.concat(Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")),
				Files.walk(ROOT.resolve("docs")).filter((file) -> file.toString().endsWith(".md")))) {
			for (Path guide : guides.toList()) {
				MENTION.matcher(Files.readString(guide))
					.results()
					.map((mention) -> mention.group(1))
					.forEach((name) -> assertThat(known).as(guide.toString()).contains(name));
			}
		}
	}

	@Test
	void defaultsOfTheMetadataAreTheOnesOfTheResolver() throws IOException {
		DatabaseSettings settings = TestSettings.resolver()
			.resolve(new TestInput().set("chanuka.db.url", "postgresql://h/d").build());
		Map<String, JsonNode> properties = properties();
		for (Setting<?> setting : settings.values()) {
			JsonNode property = properties.get(setting.name());
			assertThat(property).as(setting.name()).isNotNull();
			boolean empty = setting.value() instanceof List<?> several && several.isEmpty();
			if (setting.origin().kind() == Origin.Kind.DEFAULT && !empty) {
				String written = property.path("defaultValue").asString();
				Object value = (setting.value() instanceof Duration) ? DurationStyle.detectAndParse(written)
						: (setting.value() instanceof Double) ? Double.valueOf(written) : written;
				assertThat(value.toString()).as(setting.name()).isEqualTo(setting.value().toString());
			}
			else {
				assertThat(property.has("defaultValue")).as(setting.name()).isFalse();
			}
		}
	}

	private static Map<String, JsonNode> properties() throws IOException {
		Map<String, JsonNode> properties = new TreeMap<>();
		for (JsonNode property : metadata().path("properties")) {
			String name = property.path("name").asString();
			if (name.startsWith("chanuka.db.")) {
				properties.put(name, property);
			}
		}
		return properties;
	}

	private static JsonNode metadata() throws IOException {
		try (InputStream metadata = DocumentationTests.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			return JsonMapper.shared().readTree(metadata);
		}
	}

}

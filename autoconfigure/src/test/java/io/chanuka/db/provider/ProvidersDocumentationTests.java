package io.chanuka.db.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.chanuka.db.url.HostAndPort;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the guide to providers against the rules, both ways.
 */
class ProvidersDocumentationTests {

	private static final Path GUIDE = Path.of("../docs/providers.md");

	private static final Path RULES = Path.of("src/main/java/io/chanuka/db/provider");

	private static final Pattern LINK = Pattern.compile("https://[^\")\\s]+");

	@Test
	void everyRowIsTheResultOfTheDetector() throws IOException {
		assertThat(rows()).isNotEmpty().allSatisfy((row) -> {
			String[] address = row.get(1).split(":");
			DetectedProvider detected = new ProviderDetector()
				.detect(new HostAndPort(address[0], Integer.parseInt(address[1])));
			EndpointTraits traits = detected.traits();
			assertThat(List.of(detected.provider().toString(), row.get(1), detected.kind().toString(),
					(detected.directSibling() != null) ? detected.directSibling().toString() : "–",
					yes(traits.preparedStatements()), yes(traits.startupParameters()), yes(traits.sessionState()),
					traits.certificateAuthority().kind().name().toLowerCase(Locale.ROOT)))
				.isEqualTo(row);
		});
	}

	@Test
	void everyProviderHasItsRowsInTheOrderOfTheRules() throws IOException {
		assertThat(rows().stream().map((row) -> row.get(0)).distinct())
			.containsExactlyElementsOf(Arrays.stream(Provider.values())
				.filter((provider) -> provider != Provider.HEROKU)
				.map(Provider::toString)
				.toList());
		assertThat(Files.readString(GUIDE)).contains("chanuka.db.provider=heroku");
	}

	@Test
	void everyRuleCitesItsSourcesAndTheGuideRepeatsThem() throws IOException {
		String sources = Files.readString(GUIDE).split("## Sources")[1];
		Set<String> providers = new TreeSet<>();
		for (String entry : sources.split("\n- `")) {
			if (!entry.isBlank()) {
				String provider = entry.substring(0, entry.indexOf('`'));
				providers.add(provider);
				assertThat(links(entry)).as(provider).isNotEmpty().isEqualTo(links(seeTags(provider)));
			}
		}
		assertThat(providers).isEqualTo(Arrays.stream(Provider.values())
			.filter((provider) -> provider != Provider.POSTGRES)
			.map(Provider::toString)
			.collect(Collectors.toCollection(TreeSet::new)));
	}

	private static List<List<String>> rows() throws IOException {
		return Files.readAllLines(GUIDE)
			.stream()
			.filter((line) -> line.startsWith("| `"))
			.map((line) -> Arrays.stream(line.substring(1).split("\\|"))
				.map((cell) -> cell.strip().replace("`", ""))
				.toList())
			.toList();
	}

	private static String seeTags(String provider) throws IOException {
		String name = provider.replace("-", "") + "rule.java";
		try (Stream<Path> files = Files.list(RULES)) {
			Path rule = files.filter((file) -> file.getFileName().toString().equalsIgnoreCase(name))
				.findFirst()
				.orElseThrow();
			String source = Files.readString(rule);
			return source.substring(source.indexOf("@see"), source.indexOf("*/"));
		}
	}

	private static Set<String> links(String text) {
		return LINK.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
	}

	private static String yes(boolean holds) {
		return holds ? "yes" : "no";
	}

}

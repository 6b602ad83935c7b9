package io.chanuka.db.documentation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.chanuka.db.autoconfigure.TestVariables;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.testsupport.TestCertificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Resolves the variables of the pages of the providers, and of all other pages, as a
 * shell sets them. Nothing connects.
 */
class ProviderPagesTests {

	private static final Pattern VARIABLE = Pattern
		.compile("(?m)^(?:export |fly secrets set |heroku config:set )([A-Z_]+)=(.*)$");

	private static final String CERTIFICATE = TestCertificates.authority("Documented").certificatePem();

	static Stream<Page> pages() {
		return Page.all().stream().filter((page) -> page.name().startsWith("docs/providers/"));
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyBlockNamesTheProviderOfThePageAndIsResolved(Page page) {
		List<String[]> blocks = blocks(page).filter((pairs) -> List.of(pairs).contains("DATABASE_URL")).toList();
		if (blocks.isEmpty()) {
			assertThat(page.name()).endsWith("heroku.md");
		}
		for (String[] pairs : blocks) {
			TestVariables.runner(pairs).run((context) -> {
				assertThat(context).as(String.join(" ", pairs)).hasNotFailed();
				DatabaseSettings settings = context.getBean(DatabaseSettings.class);
				assertThat(settings.runtime().provider().provider()).hasToString(provider(page));
				assertThat(settings.environment().value()).hasToString("production");
			});
		}
	}

	@Test
	void everyVariableThatIsExportedExists() {
		KnownNames known = KnownNames.read();
		List<String> names = Page.all()
			.stream()
			.flatMap((page) -> VARIABLE.matcher(page.text()).results())
			.map((variable) -> variable.group(1))
			.distinct()
			.toList();
		assertThat(names).hasSizeGreaterThan(5)
			.allSatisfy((name) -> assertThat(known.hasVariable(name)).as(name).isTrue());
	}

	private static String provider(Page page) {
		String name = Path.of(page.name()).getFileName().toString().replace(".md", "");
		return switch (name) {
			case "rds" -> "aws";
			case "render" -> "postgres";
			default -> name;
		};
	}

	/**
	 * Names and values of each block in turns; without a profile, on the platform.
	 */
	private static Stream<String[]> blocks(Page page) {
		return page.blocks("bash").stream().map((block) -> {
			List<String> pairs = new ArrayList<>(List.of("RENDER", "true"));
			VARIABLE.matcher(block).results().forEach((variable) -> pairs.addAll(pair(variable)));
			return pairs.toArray(String[]::new);
		});
	}

	private static List<String> pair(MatchResult variable) {
		String value = variable.group(2).replaceAll("^'|'$", "");
		return List.of(variable.group(1), value.startsWith("\"$(cat") ? CERTIFICATE : value);
	}

}

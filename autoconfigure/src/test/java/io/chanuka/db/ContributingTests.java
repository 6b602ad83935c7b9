package io.chanuka.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the picture of the packages and the table of places in CONTRIBUTING.md and in the
 * root {@code package-info} against the code.
 */
class ContributingTests {

	private static final Path ROOT = Path.of("..");

	private static final Path MAIN = Path.of("src/main/java/io/chanuka/db");

	private static final List<Path> FOLDERS = List.of(MAIN, Path.of("src/test/java/io/chanuka/db"),
			Path.of("src/main/resources"), ROOT);

	private static final Pattern PACKAGE_ROW = Pattern.compile("\\| `([a-z.]+)` \\| (.+) \\|");

	private static final Pattern NODE = Pattern.compile("\\w+\\[\"(.+)\"]");

	private static final Pattern ITEM = Pattern.compile("<li>\\{@code ([a-z.]+)}: (.+?)</li>");

	private static final Pattern FILE = Pattern.compile("`([\\w./-]+\\.\\w+)`");

	@Test
	void whenAPackageExistsThenTheTableHasItsDescription() throws IOException {
		Map<String, String> listed = new TreeMap<>();
		section("## Layout").stream()
			.map(PACKAGE_ROW::matcher)
			.filter(Matcher::matches)
			.forEach((row) -> listed.put(row.group(1), row.group(2)));
		assertThat(listed).isEqualTo(packages());
	}

	@Test
	void whenAPackageExistsThenTheDiagramHasIt() throws IOException {
		List<String> drawn = section("## Layout").stream()
			.map((line) -> NODE.matcher(line.strip()))
			.filter(Matcher::matches)
			.flatMap((node) -> Stream.of(node.group(1).split(" · |<br>")))
			.toList();
		assertThat(drawn).containsExactlyInAnyOrderElementsOf(packages().keySet());
	}

	@Test
	void whenAPackageExistsThenTheRootPackageInfoHasItsDescription() throws IOException {
		Map<String, String> listed = new TreeMap<>();
		ITEM.matcher(StatedApi.packageInfo("io.chanuka.db"))
			.results()
			.forEach((item) -> listed.put(item.group(1), plain(item.group(2))));
		assertThat(listed).isEqualTo(packages());
	}

	@Test
	void whenAPlaceIsNamedThenItsFileExists() throws IOException {
		List<String> files = section("## Where do I change …").stream()
			.filter((line) -> line.startsWith("|"))
			.flatMap((line) -> FILE.matcher(line).results())
			.map((file) -> file.group(1))
			.toList();
		assertThat(files).hasSizeGreaterThan(20)
			.allSatisfy((file) -> assertThat(FOLDERS).as(file)
				.anyMatch((folder) -> Files.isRegularFile(folder.resolve(file))));
	}

	/**
	 * The packages that have a {@code package-info}, each with the first paragraph of it.
	 */
	private static Map<String, String> packages() throws IOException {
		try (Stream<Path> files = Files.walk(MAIN)) {
			return files.filter((file) -> file.endsWith("package-info.java"))
				.map((file) -> MAIN.relativize(file.getParent()).toString().replace('/', '.'))
				.filter((name) -> !name.isEmpty())
				.collect(Collectors.toMap((name) -> name, ContributingTests::description, (one, other) -> one,
						TreeMap::new));
		}
	}

	private static String description(String packageName) {
		String text = StatedApi.packageInfo("io.chanuka.db." + packageName);
		return plain(text.substring("/** ".length(), text.indexOf(" <p>")));
	}

	private static String plain(String javadoc) {
		return javadoc.replaceAll("\\{@code ([^}]+)}", "`$1`").replaceAll("\\.$", "");
	}

	private static List<String> section(String heading) throws IOException {
		return Files.readAllLines(ROOT.resolve("CONTRIBUTING.md"))
			.stream()
			.dropWhile((line) -> !line.equals(heading))
			.skip(1)
			.takeWhile((line) -> !line.startsWith("## "))
			.toList();
	}

}

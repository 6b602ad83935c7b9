package io.chanuka.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the stated API against its recorded list and the documentation.
 */
class ApiTests {

	private static final Path RECORDED = Path.of("src/test/resources/io/chanuka/db/api.txt");

	private static final Path ACTUAL = Path.of("target/api.txt");

	private static final Path GUIDE = Path.of("../docs/api.md");

	@Test
	void whenTheApiChangesThenTheRecordedListIsChangedDeliberately() throws IOException {
		List<String> recorded = Files.readAllLines(RECORDED);
		List<String> actual = ApiListing.of(StatedApi.types());
		Files.write(ACTUAL, actual);
		assertThat(actual)
			.as("""
					The API differs from the recorded list:
					%s
					If that is deliberate, copy autoconfigure/%s to autoconfigure/%s and change docs/api.md and CHANGELOG.md""",
					difference(recorded, actual), ACTUAL, RECORDED)
			.isEqualTo(recorded);
	}

	/**
	 * A member without its type could not be placed.
	 */
	private static String difference(List<String> recorded, List<String> actual) {
		List<String> before = qualified(recorded);
		List<String> after = qualified(actual);
		Stream<String> removed = before.stream().filter((line) -> !after.contains(line)).map((line) -> "- " + line);
		Stream<String> added = after.stream().filter((line) -> !before.contains(line)).map((line) -> "+ " + line);
		return String.join("\n", Stream.concat(removed, added).toList());
	}

	private static List<String> qualified(List<String> lines) {
		List<String> qualified = new ArrayList<>();
		String type = "";
		for (String line : lines) {
			if (line.startsWith("type ")) {
				type = line.split(" ")[1];
			}
			qualified.add(line.startsWith("  ") ? type + ": " + line.strip() : line);
		}
		return qualified;
	}

	@Test
	void whenATypeIsPublicThenItIsStatedAsApiOrItsPackageIsInternal() {
		List<String> stated = StatedApi.types().stream().map(Class::getName).toList();
		assertThat(stated).isNotEmpty();
		assertThat(StatedApi.publicTypes()).isNotEmpty()
			.filteredOn((type) -> !stated.contains(type.getName()))
			.allSatisfy((type) -> assertThat(StatedApi.packageInfo(type.getPackageName())).as(type.getName())
				.contains("Internal"));
		assertThat(StatedApi.publicTypes()).extracting(JavaClass::getName).containsAll(stated);
	}

	@Test
	void whenAMemberOfTheApiNamesATypeThenThatIsApiToo() throws IOException {
		List<String> stated = StatedApi.types().stream().map(Class::getName).toList();
		List<String> signatures = ApiListing.of(StatedApi.types())
			.stream()
			.filter((line) -> line.startsWith("type ") || line.startsWith("  "))
			.toList();
		assertThat(signatures).allSatisfy((line) -> assertThat(stated).as(line).containsAll(StatedApi.named(line)));
	}

	@Test
	void whenATypeOrAnAutoConfigurationIsApiThenTheGuideHasIt() throws IOException {
		List<String> guide = Files.readAllLines(GUIDE);
		List<String> types = StatedApi.types().stream().map(Class::getSimpleName).toList();
		List<String> autoConfigurations = ApiListing.of(List.of())
			.stream()
			.filter((line) -> line.startsWith("auto-configuration "))
			.map((line) -> line.substring("auto-configuration ".length()))
			.toList();
		assertThat(cells(guide, "## Types")).containsExactlyInAnyOrderElementsOf(types);
		assertThat(cells(guide, "## Auto-configurations")).containsExactlyInAnyOrderElementsOf(autoConfigurations);
	}

	/**
	 * What stands in the first column of the table below a heading.
	 */
	private static List<String> cells(List<String> guide, String heading) {
		return guide.stream()
			.dropWhile((line) -> !line.equals(heading))
			.skip(1)
			.takeWhile((line) -> !line.startsWith("## "))
			.filter((line) -> line.startsWith("| `"))
			.map((line) -> line.split("`")[1])
			.toList();
	}

}

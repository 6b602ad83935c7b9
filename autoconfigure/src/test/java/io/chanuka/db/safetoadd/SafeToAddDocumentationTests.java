package io.chanuka.db.safetoadd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the documented differences against those that the matrix allows.
 */
class SafeToAddDocumentationTests {

	private static final Path DOCUMENT = Path.of("../docs/safe-to-add.md");

	private static final Pattern DIFFERENCE = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|");

	@Test
	void documentedDifferencesAreTheOnesThatTheMatrixAllows() throws IOException {
		List<String> documented = DIFFERENCE.matcher(Files.readString(DOCUMENT))
			.results()
			.map((row) -> row.group(1))
			.toList();
		assertThat(documented).doesNotHaveDuplicates()
			.containsExactlyInAnyOrderElementsOf(Arrays.stream(Difference.values()).map(Difference::toString).toList());
	}

	@Test
	void everyDifferenceThatOnlySomeApplicationsHaveIsExpectedByARow() {
		Set<Difference> expected = Matrix.rows()
			.stream()
			.flatMap((row) -> row.expectation().differences().stream())
			.collect(Collectors.toSet());
		assertThat(expected).containsExactlyInAnyOrderElementsOf(
				Arrays.stream(Difference.values()).filter((difference) -> !difference.isGeneral()).toList());
	}

	@Test
	void everyApplicationHasANameOfItsOwn() {
		assertThat(Matrix.rows()).extracting(Row::toString).hasSizeGreaterThan(60).doesNotHaveDuplicates();
	}

}

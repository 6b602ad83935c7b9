package io.chanuka.db.autoconfigure.diagnostics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import org.junit.jupiter.api.Test;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds docs/troubleshooting.md against the explanations.
 */
class ExplanationsTests {

	@Test
	void everySentenceIsDocumented() throws IOException {
		List<String> documented = Files.readAllLines(Path.of("../docs/troubleshooting.md"))
			.stream()
			.filter((line) -> line.startsWith("| `"))
			.map((line) -> line.substring("| `".length(), line.indexOf("` |")))
			.toList();
		assertThat(documented).containsExactlyInAnyOrderElementsOf(
				new Explanations(new MockEnvironment()).all().stream().map(FailureExplanation::sentence).toList());
	}

}

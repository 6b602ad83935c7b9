package io.chanuka.db.sample;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How much there is to read: the sample stays small enough to be an example.
 */
class SampleSizeTests {

	private static final int LINES = 600;

	@Test
	void theJavaOfTheSampleWithItsPageHasAtMostSixHundredLines() throws Exception {
		try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
			List<Path> sources = files.filter((file) -> file.toString().endsWith(".java")).toList();
			int lines = 0;
			for (Path source : sources) {
				lines += Files.readAllLines(source).size();
			}
			assertThat(sources).hasSizeGreaterThan(10);
			assertThat(lines).isLessThanOrEqualTo(LINES);
		}
	}

}

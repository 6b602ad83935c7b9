package io.chanuka.db.url;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the guide to the URL's parameters against the table, both ways.
 */
class ParametersDocumentationTests {

	private static final Pattern ROW = Pattern.compile("\\| `([a-z_]+)` \\| (.*) \\|");

	@Test
	void everyParameterIsDocumentedWithTheDriversNameAndTheReverse() throws IOException {
		List<String> documented = new ArrayList<>();
		for (String line : Files.readAllLines(Path.of("../docs/url-parameters.md"))) {
			Matcher row = ROW.matcher(line);
			if (row.matches()) {
				documented.add(row.group(1));
				String driverName = LibpqParameter.TABLE.stream()
					.filter((parameter) -> parameter.name().equals(row.group(1)))
					.findFirst()
					.orElseThrow()
					.driverName();
				if (driverName != null && !row.group(1).equals("fallback_application_name")) {
					assertThat(row.group(2)).contains("`" + driverName);
				}
			}
		}
		assertThat(documented)
			.containsExactlyElementsOf(LibpqParameter.TABLE.stream().map(LibpqParameter::name).toList());
	}

}

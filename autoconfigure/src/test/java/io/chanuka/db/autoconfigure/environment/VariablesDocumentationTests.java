package io.chanuka.db.autoconfigure.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.chanuka.db.settings.selection.UrlNames;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the guide to the variables against the tables, both ways.
 */
class VariablesDocumentationTests {

	private static final Pattern ROW = Pattern.compile("\\| `([A-Z_]+)` \\| (?:`(chanuka\\.db\\.[a-z.-]+)`)?.*");

	@Test
	void everyVariableIsDocumentedWithItsPropertyAndTheReverse() throws IOException {
		Map<String, String> documented = new TreeMap<>();
		for (String line : Files.readAllLines(Path.of("../docs/variables.md"))) {
			Matcher row = ROW.matcher(line);
			if (row.matches()) {
				documented.put(row.group(1), (row.group(2) != null) ? row.group(2) : "");
			}
		}
		Map<String, String> real = new TreeMap<>();
		ForeignVariables.ALL.forEach((variable) -> real.put(variable.name(), variable.property()));
		real.put(LogLevelPostProcessor.VARIABLE, "");
		TreeSet<String> urls = new TreeSet<>(UrlNames.DIRECT_SIBLINGS);
		urls.addAll(UrlNames.PARTS);
		urls.addAll(List.of("DATABASE_URL", "NEON_DATABASE_URL", "DATABASE_URL_POOLED", "POSTGRES_URL",
				"MIGRATION_DATABASE_URL"));
		urls.forEach((variable) -> real.put(variable, ""));
		assertThat(documented).isEqualTo(real);
	}

	@Test
	void everyPropertyThatAVariableMeansExists() {
		KnownKeys known = new KnownKeys();
		assertThat(ForeignVariables.ALL)
			.allSatisfy((variable) -> assertThat(known.all()).contains(variable.property()));
	}

}

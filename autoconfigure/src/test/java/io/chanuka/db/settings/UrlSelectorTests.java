package io.chanuka.db.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.chanuka.db.url.Credentials;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UrlSelector}: a table of what may name the database.
 */
class UrlSelectorTests {

	private static final List<String> SOURCES = List.of("dynamic", "inlined", "testfile", "cli", "json", "system",
			"env", "profile", "tree", "dotenv", "file");

	private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Z_]+)(:)?}");

	@ParameterizedTest
	@MethodSource("rows")
	void selects(String row) {
		String[] sides = row.split(" => ");
		String[] expected = sides[1].split(" \\| ");
		UrlSelection selection = UrlSelector.select(candidates(sides[0].split(" ; *", -1)));
		assertThat(selection.rule()).hasToString(expected[0]);
		assertThat(text(selection.runtime())).isEqualTo(expected[1]);
		SelectedUrl migration = selection.migration();
		assertThat((migration == null && selection.runtime() != null) ? "=" : text(migration)).isEqualTo(expected[2]);
		assertThat(ignored(selection))
			.isEqualTo(new TreeSet<>(expected[3].equals("-") ? List.of() : List.of(expected[3].split(","))));
		boolean missing = selection.runtime() == null && !selection.backsOff()
				&& selection.rule() != UrlSelection.Rule.CONNECTION_DETAILS;
		assertThat(selection.violations()).hasSize(missing ? 1 : 0);
	}

	@Test
	void tableIsLarge() throws IOException {
		assertThat(rows()).hasSizeGreaterThanOrEqualTo(110);
	}

	private static UrlCandidates candidates(String[] cells) {
		Map<String, InputValue> values = new LinkedHashMap<>();
		Map<String, String> texts = new LinkedHashMap<>();
		Map<String, Integer> ranks = new LinkedHashMap<>();
		Arrays.stream(cells).skip(1).map(String::strip).filter((cell) -> !cell.isEmpty()).forEach((cell) -> {
			String name = cell.substring(cell.indexOf(':') + 1, cell.indexOf('='));
			int rank = SOURCES.indexOf(cell.substring(0, cell.indexOf(':')));
			assertThat(rank).as(cell).isNotNegative();
			if (!texts.containsKey(name) || rank < ranks.get(name)) {
				texts.put(name, cell.substring(cell.indexOf('=') + 1));
				ranks.put(name, rank);
			}
		});
		texts.forEach((name, text) -> {
			InputValue value = value(name, text, ranks.get(name), texts, ranks);
			if (!value.text().isEmpty()) {
				values.put(name, value);
			}
		});
		String context = cells[0].strip();
		return new UrlCandidates(values, context.startsWith("test"), context.contains("+h2"),
				context.contains("+enabled"), context.contains("+details"));
	}

	private static InputValue value(String name, String text, int rank, Map<String, String> texts,
			Map<String, Integer> ranks) {
		boolean isVariable = name.matches("[A-Z_]+");
		// The name by which a property is set is the variable's.
		String setBy = (rank == SOURCES.indexOf("env")) ? name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_") : name;
		Origin origin = new Origin(isVariable ? Origin.Kind.VARIABLE : Origin.Kind.PROPERTY,
				isVariable ? "variable " + name : name + " in " + SOURCES.get(rank));
		Matcher reference = REFERENCE.matcher(text);
		if (!reference.matches()) {
			return new InputValue(setBy, text, origin, rank, null);
		}
		String variable = reference.group(1);
		boolean isSet = texts.containsKey(variable);
		String otherwise = (reference.group(2) != null) ? "" : text;
		return new InputValue(name, isSet ? texts.get(variable) : otherwise, origin, rank,
				new VariableReference(variable, isSet, isSet ? ranks.get(variable) : 0));
	}

	private static TreeSet<String> ignored(UrlSelection selection) {
		return selection.ignored()
			.stream()
			.map((clause) -> clause.replaceFirst("variable ", "").split(" ")[0])
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static String text(@Nullable SelectedUrl selected) {
		if (selected == null) {
			return "-";
		}
		Credentials user = selected.credentials();
		String database = selected.url().database();
		return ((user.username() != null) ? user.username() : "")
				+ ((user.password() != null) ? ":" + user.password() : "") + "@" + selected.url().firstHost() + "/"
				+ ((database != null) ? database : "-");
	}

	static Stream<String> rows() throws IOException {
		try (InputStream table = UrlSelectorTests.class.getResourceAsStream("selections.txt")) {
			return new String(table.readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.startsWith("#"))
				.toList()
				.stream();
		}
	}

}

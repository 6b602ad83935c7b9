package io.chanuka.db.url;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.Driver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * URLs as providers, libraries and people write them, through the real parser of the
 * driver.
 */
class UrlTableTests {

	@ParameterizedTest
	@MethodSource("rows")
	void driverFindsWhatWasMeant(String row) {
		String[] cells = row.split(" \\| ", -1);
		PostgresUrl url = PostgresUrlParser.parse(cells[0]);
		TranslatedParameters translated = TranslatedParameters.of(url.parameters());
		assertThat(translated.problems()).isEmpty();
		Properties read = Driver.parseURL(url.withParameters(translated.driver()).toJdbcUrl(), new Properties());
		assertThat(read).as("the driver accepts it").isNotNull();
		assertThat(hosts(read)).isEqualTo(cells[1]);
		assertThat(read.getProperty("PGDBNAME")).isEqualTo(value(cells[2]));
		assertThat(url.credentials()).isEqualTo(new Credentials(value(cells[3]), value(cells[4])));
		assertThat(read).doesNotContainKeys("user", "password");
		TreeMap<Object, Object> others = new TreeMap<>(read);
		others.keySet().removeIf((name) -> name.toString().startsWith("PG"));
		assertThat(others).isEqualTo(properties(cells[5]));
	}

	@Test
	void tableIsLarge() throws IOException {
		assertThat(rows()).hasSizeGreaterThanOrEqualTo(120);
	}

	private static String hosts(Properties read) {
		String[] hosts = read.getProperty("PGHOST").split(",");
		String[] ports = read.getProperty("PGPORT").split(",");
		StringBuilder result = new StringBuilder();
		for (int i = 0; i < hosts.length; i++) {
			result.append((i > 0) ? "," : "").append(hosts[i].replaceAll("[\\[\\]]", "")).append(':').append(ports[i]);
		}
		return result.toString();
	}

	private static TreeMap<Object, Object> properties(String cell) {
		TreeMap<Object, Object> properties = new TreeMap<>();
		if (!cell.equals("-")) {
			Arrays.stream(cell.split(";"))
				.forEach((pair) -> properties.put(pair.substring(0, pair.indexOf('=')),
						pair.substring(pair.indexOf('=') + 1)));
		}
		return properties;
	}

	private static String value(String cell) {
		if (cell.equals("-")) {
			return null;
		}
		return cell.equals("\"\"") ? "" : cell;
	}

	static Stream<String> rows() throws IOException {
		try (InputStream table = UrlTableTests.class.getResourceAsStream("urls.txt")) {
			return new String(table.readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.startsWith("#"))
				.collect(Collectors.toList())
				.stream();
		}
	}

}

package io.chanuka.db.documentation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the messages of libraries that the documentation quotes against their classes.
 */
class QuotedLibrariesTests {

	private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

	private static final String FLYWAY = "org.flywaydb.core.";

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					troubleshooting | org.postgresql.core.v3.ConnectionFactoryImpl | The connection attempt failed
					errors          | org.postgresql.core.v3.ConnectionFactoryImpl | The connection attempt failed
					errors          | org.postgresql.core.v3.QueryExecutorImpl     | An I/O error occurred while sending to the backend
					errors          | org.postgresql.jdbc.PgConnection             | This connection has been closed
					errors          | org.hibernate.engine.jdbc.dialect.internal.DialectFactoryImpl | Unable to determine Dialect without JDBC metadata
					""")
	void everyMessageOfTheDriverAndOfHibernateExists(String page, String type, String quoted) throws IOException {
		assertQuoted(page, type, quoted);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					troubleshooting | Flyway                                 | Found non-empty schema(s) {…} but no schema history table
					troubleshooting | internal.database.DatabaseTypeRegister | Unsupported Database: {…}
					troubleshooting | internal.command.DbValidate            | Migrations have failed validation
					troubleshooting | internal.info.MigrationInfoImpl        | Detected failed migration to version {…}
					troubleshooting | internal.info.MigrationInfoImpl        | Detected applied migration not resolved locally: {…}
					troubleshooting | internal.info.MigrationInfoImpl        | Detected resolved migration not applied to database: {…}
					errors          | internal.exception.sqlExceptions.FlywaySqlUnableToConnectToDbException | Unable to obtain connection from database
					""")
	void everyMessageOfFlywayExists(String page, String type, String quoted) throws IOException {
		assertQuoted(page, FLYWAY + type, quoted);
	}

	/**
	 * Nothing is quoted from memory: the texts stand above, or in {@link QuotedErrorsIT}.
	 */
	@Test
	void everyMessageOfTheErrorsIsHeld() throws IOException {
		String texts = source(QuotedLibrariesTests.class) + source(QuotedErrorsIT.class);
		List<String> heads = Page.of("docs/errors.md")
			.items()
			.stream()
			.filter((item) -> item.startsWith("- `"))
			.map((item) -> item.substring(0, item.indexOf(": ")))
			.toList();
		assertThat(heads).hasSizeGreaterThan(15);
		assertThat(heads.stream().flatMap((head) -> QUOTED.matcher(head).results()).map((quoted) -> quoted.group(1)))
			.hasSizeGreaterThan(20)
			.allSatisfy((quoted) -> assertThat(texts).contains(quoted));
	}

	private static String source(Class<?> test) throws IOException {
		return Files.readString(Path.of("src/test/java", test.getName().replace('.', '/') + ".java"));
	}

	private static void assertQuoted(String page, String type, String quoted) throws IOException {
		assertThat(Page.of("docs/" + page + ".md").text().replaceAll("\\s+", " ")).contains("`" + quoted + "`");
		try (InputStream in = QuotedLibrariesTests.class.getResourceAsStream("/" + type.replace('.', '/') + ".class")) {
			assertThat(in).as(type).isNotNull();
			String constants = new String(in.readAllBytes(), StandardCharsets.UTF_8);
			assertThat(SourceTexts.pieces(quoted)).isNotEmpty()
				.allSatisfy((piece) -> assertThat(constants).contains(piece));
		}
	}

}

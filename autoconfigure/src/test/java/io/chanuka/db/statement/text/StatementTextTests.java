package io.chanuka.db.statement.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StatementText}.
 */
class StatementTextTests {

	private final StatementText text = new StatementText(200, false);

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"select * from users where name = 'x'    | select * from users where name = ?",
			"select 'it''s', 'b'                     | select ?, ?", "select E'a\\'b', 1    | select ?, ?",
			"select e'\\\\', 1                       | select ?, ?", "select 1.5e-3 + .5 - 0xFF    | select ? + ? - ?",
			"select a1, b_2, $1, \"Col 3\" from t4   | select a1, b_2, $1, \"Col 3\" from t4",
			"select $$ secret $$, $a$ s $$ t $a$     | select ?, ?", "select a$b$c from t    | select a$b$c from t",
			"select 1 -- secret                      | select ?", "select /* s /* nested */ still */ 2     | select ?",
			"select B'01', U&'x', N'y'    | select B?, U&?, N?",
			"where a = ? and b ?? 'k'                | where a = ? and b ?? ?", "select 'never ended    | select ?",
			"select $x$ never ended                  | select ?", "select /* never ended    | select",
			"'                                       | ?", "$    | $", "$1    | $1" })
	void literalsAndCommentsAreLeftOut(String sql, String expected) {
		assertThat(this.text.of(sql)).isEqualTo(expected);
	}

	/**
	 * Where the end depends on standard_conforming_strings, in both readings.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "select 'a\\'secret', 1", "select 'C:\\', 'secret'", "select 'a\\'', secret, 'secret'",
			"select 'a\\''secret'" })
	void whenTheEndOfAStringIsUncertainThenTheRestIsLeftOut(String sql) {
		assertThat(this.text.of(sql)).isEqualTo("select ?");
	}

	@Test
	void whitespaceIsReducedToOneSpace() {
		assertThat(this.text.of("\n  select *\r\n\tfrom t -- all\n  where a = 1 \n"))
			.isEqualTo("select * from t where a = ?");
	}

	@Test
	void whatCouldForgeALineIsEscaped() {
		assertThat(this.text.of("select \"a\nWARN forged\u001b[31m\u2028\u202e\u0085\ud800x\""))
			.isEqualTo("select \"a\\nWARN forged\\u001b[31m\\u2028\\u202e\\u0085\\ud800x\"");
	}

	@Test
	void onlyTheBeginningIsShown() {
		assertThat(new StatementText(10, false).of("select abcdefgh from t")).isEqualTo("select abc… (22 characters)");
		assertThat(new StatementText(8, false).of("select a")).isEqualTo("select a");
		assertThat(new StatementText(8, false).of("select a -- x")).isEqualTo("select a");
		assertThat(new StatementText(9, false).of("select \"\ud83d\ude00\ud83d\ude00\""))
			.isEqualTo("select \"\ud83d\ude00… (13 characters)");
	}

	@Test
	void whenAMegabyteStandsInALiteralThenTheRestIsStillShown() {
		assertThat(this.text.of("insert into t values ('" + "x".repeat(1_000_000) + "') returning id"))
			.isEqualTo("insert into t values (?) returning id");
	}

	@Test
	void whenValuesAreShownThenLiteralsAreUnlessASecretIsNamed() {
		StatementText shown = new StatementText(200, true);
		assertThat(shown.of("select * from t where a = 'x\ny' and b = 1"))
			.isEqualTo("select * from t where a = 'x\\ny' and b = 1");
		assertThat(shown.of("select * from t where a = 'x' and api_key = 'y'"))
			.isEqualTo("select * from t where a = ? and api_key = ?");
	}

}

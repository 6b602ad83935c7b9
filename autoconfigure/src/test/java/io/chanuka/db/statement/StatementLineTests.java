package io.chanuka.db.statement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StatementLine}.
 */
class StatementLineTests {

	@ParameterizedTest
	@CsvSource({ "0, 0.000 ms", "1500, 0.002 ms", "1004000, 1.004 ms", "999999999, 1000.000 ms", "1000000000, 1.000 s",
			"61234567890, 61.235 s" })
	void timesHaveThreeDecimals(long nanos, String expected) {
		assertThat(StatementLine.time(nanos)).isEqualTo(expected);
	}

	@Test
	void whenAThreadHasAForgedNameThenItIsEscaped() throws InterruptedException {
		StatementExecution execution = new StatementExecution("select 1", 0, 2, null, -1, "57014", 1000, 0);
		String[] line = new String[1];
		Thread thread = new Thread(
				() -> line[0] = new StatementLine("db:5432/shop", 200, true).of("Statement", execution, "; x"), "a\nb");
		thread.start();
		thread.join();
		assertThat(line[0]).isEqualTo("Statement was cancelled after 0.001 ms with SQLSTATE 57014; parameters: 2; "
				+ "db:5432/shop; thread a\\nb; x: select 1");
	}

}

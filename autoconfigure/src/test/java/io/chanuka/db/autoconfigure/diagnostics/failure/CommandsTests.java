package io.chanuka.db.autoconfigure.diagnostics.failure;

import java.sql.SQLException;
import java.util.Map;

import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.testsupport.TestSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Commands} and {@link AnalysisText}.
 */
class CommandsTests {

	private final DatabaseFailure failure = failure("postgresql://o'b%20c:pl4nted@[::1]:6000/a%20'b");

	@Test
	void namesCannotEndTheQuotesOfTheShell() {
		assertThat(Commands.psql(this.failure)).isEqualTo("psql 'postgresql://o%27b%20c@[::1]:6000/a%20%27b'");
	}

	@Test
	void statementsCannotEndTheQuotesOfTheShell() {
		assertThat(Commands.asAdministrator(this.failure, "postgres", "select 'a'"))
			.isEqualTo("psql 'postgresql://postgres@[::1]:6000/postgres' -c 'select '\\''a'\\'''");
	}

	@Test
	void namesAreQuotedForSql() {
		assertThat(Commands.identifier("plain_1")).isEqualTo("plain_1");
		assertThat(Commands.identifier("Two \"words\"")).isEqualTo("\"Two \"\"words\"\"\"");
	}

	@Test
	void anAnalysisHasAtMostTenLinesWithoutThePassword() {
		Explanation explanation = Explanation.of("Happened at {address}.", "address", this.failure.address());
		for (int line = 0; line < 4; line++) {
			explanation = explanation.because("reason\n" + line).action("action " + line).run("command " + line);
		}
		String text = AnalysisText.of(this.failure, explanation).getDescription() + "\n"
				+ AnalysisText.of(this.failure, explanation).getAction();
		assertThat(text.lines()).hasSize(10);
		assertThat(text).startsWith("Happened at [::1]:6000. (SQLSTATE 08001)\n  Endpoint: runtime and migration, ")
			.doesNotContain("pl4nted");
	}

	private static DatabaseFailure failure(String url) {
		DatabaseSettings settings = TestSettings.resolve(Map.of("url", url));
		return new DatabaseFailure(new IllegalStateException(), new SQLException("failed", "08001"), Role.RUNTIME,
				settings, FailureKind.UNREACHABLE, true, "", new ServerInquiry(settings, Role.RUNTIME));
	}

}

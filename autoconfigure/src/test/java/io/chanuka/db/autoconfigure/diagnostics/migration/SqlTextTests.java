package io.chanuka.db.autoconfigure.diagnostics.migration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SqlText}.
 */
class SqlTextTests {

	@ParameterizedTest
	@ValueSource(strings = { "create role a password 'pl4nted'", "alter role a\nencrypted PASSWORD\n'it''s pl4nted'",
			"create user a with password $$pl4nted$$ login", "select dblink('postgresql://a:pl4nted@h/d')",
			"alter role a password 'pl4nted", "alter role a password E'it\\'s pl4nted'",
			"alter role a password U&'\\0061pl4nted'", "alter role a password $pw$it's $1 pl4nted$pw$ login",
			"alter role a password $$pl4nted" })
	void showsNoPassword(String sql) {
		assertThat(SqlText.shown(sql)).doesNotContain("pl4nted", "\n").contains("******");
	}

	@Test
	void showsWhatFollowsThePassword() {
		assertThat(SqlText.shown("alter role a password $pw$pl4nted$pw$ login"))
			.isEqualTo("alter role a password '******' login");
		assertThat(SqlText.shown("alter role a password e'pl4nted\\'' login"))
			.isEqualTo("alter role a password '******' login");
	}

	@ParameterizedTest
	@ValueSource(strings = { "create table password (id int)", "select 'a' from password" })
	void showsOtherLiterals(String sql) {
		assertThat(SqlText.shown(sql)).isEqualTo(sql);
	}

}

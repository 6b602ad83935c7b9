package io.chanuka.db.statement.text;

import java.io.StringReader;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ParameterText}.
 */
class ParameterTextTests {

	private final ParameterText text = new ParameterText(20);

	@Test
	void valuesAreShownByTheirKind() {
		UUID id = new UUID(0, 1);
		assertThat(this.text.of("select ?, ?, ?, ?, ?, ?",
				values(1, "a'b\nc", null, true, new byte[3], new StringReader("secret"))))
			.isEqualTo("1, 'a'b\\nc', null, true, (3 bytes), (StringReader)");
		assertThat(new ParameterText(50).of("select ?", values(id))).isEqualTo("'" + id + "'");
	}

	@Test
	void longValuesAndManyValuesAreCut() {
		assertThat(this.text.of("select ?", values("x".repeat(1_000_000)))).isEqualTo("'" + "x".repeat(20) + "…'");
		assertThat(this.text.of("select ?", new Object[1000])).hasSize(201).endsWith("…");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"update users set name = ?, password = ? where id = ? | 'a', ******, 'c'",
			"update users set PasswordHash=? where id in (?, ?)                          | ******, ******, ******",
			"insert into users (name, password, id) values (?, ?, ?)                     | ******, ******, ******",
			"select crypt(?, ?) = u.secret from users u where u.id >= ?                  | ******, ******, 'c'",
			"select * from t where a = ? and b like ? and c in (?)                       | 'a', 'b', 'c'",
			"insert into users values (?, ?, ?)                                          | ******, ******, ******",
			"insert into \"my users\" as u values (?, ?, ?)                              | ******, ******, ******",
			"merge into t using s on a = ? when not matched then insert values (?, ?)    | ******, ******, ******",
			"insert into t (a, b, c) values (?, ?, ?)                                    | 'a', 'b', 'c'",
			"call set_token(?, ?, ?)                                                     | ******, ******, ******",
			"select '? password' as x where a = ? and ? = ? | 'a', ******, ******",
			"select set_config('app.api_key', ?, ?), ?                                   | ******, ******, ******",
			"update t set \"accessKey\" = ? where userPin = ? or a = ?                   | ******, ******, 'c'" })
	void valuesOfSecretsAreMasked(String sql, String expected) {
		assertThat(this.text.of(sql, values("a", "b", "c"))).isEqualTo(expected);
	}

	@Test
	void whenANameIsLongThenTheStackSuffices() {
		String name = "x".repeat(100_000);
		assertThat(this.text.of("insert into " + name + " values (?)", values("a"))).isEqualTo("******");
		assertThat(this.text.of("insert into " + name + " (a) values (?)", values("a"))).isEqualTo("'a'");
	}

	@Test
	void whenAValueContainsASecretThenThatIsMasked() {
		assertThat(new ParameterText(100).of("select ?", values("{\"password\": \"planted\", \"a\": 1}")))
			.contains("\"a\": 1")
			.doesNotContain("planted");
	}

	@ParameterizedTest
	@ValueSource(strings = { "password", "user_passwd", "PWD", "userPass", "client_secret", "access_token", "apiKey",
			"private_key", "salt", "otp", "cvv", "passphrase", "credentials", "SSN", "password_hash", "sessionKey" })
	void namesOfSecretsAreRecognised(String name) {
		assertThat(SecretWords.occurIn(name)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "name", "passport", "bypass", "key", "spinner", "shipping", "authority", "saltwater",
			"primary_key", "keyboard", "compass" })
	void otherNamesAreNot(String name) {
		assertThat(SecretWords.occurIn(name)).isFalse();
	}

	private static Object[] values(Object... values) {
		return values;
	}

}

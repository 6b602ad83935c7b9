package io.chanuka.db.url;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link UnreplacedVariable}.
 */
class UnreplacedVariableTests {

	@ParameterizedTest
	@CsvSource({ "postgresql://app:pl4nted@$DB_HOST:5432/shop, DB_HOST",
			"postgresql://app:pl4nted@${DB_HOST}/shop, DB_HOST", "postgresql://$DB_HOST/shop, DB_HOST",
			"postgres://app:pl@nted@127.0.0.1:$DB_PORT/shop, DB_PORT",
			"postgresql://app@one:5432;${DB_HOST:-two}:5432/shop, DB_HOST", "$DB_URL, DB_URL", " ${DB_URL} , DB_URL" })
	void whenHostOrPortIsAVariableThenItIsNamed(String url, String variable) {
		InvalidPostgresUrlException explained = explain(url.replace(';', ','));
		assertThat(explained.getReason()).isEqualTo("the variable " + variable + " in it was not replaced");
		assertThat(explained.getAction()).contains("the value of " + variable).doesNotContain("pl4nted", "nted");
	}

	/**
	 * What these name may be a piece of a password.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "postgresql://app:$pl4nted", "postgresql://app:a$pl4nted/b@h:x/shop",
			"postgresql://app:a@b$pl4nted", "postgresql://app:a//$pl4nted/b:c" })
	void whenAVariableMayBelongToThePasswordThenItIsNotNamed(String url) {
		assertThat(explain(url).getMessage()).doesNotContain("pl4nted", "was not replaced");
	}

	@Test
	void whenATextConsistsOfAVariableThenItIsOne() {
		assertThat(UnreplacedVariable.is("${DB_PASSWORD}")).isTrue();
		assertThat(UnreplacedVariable.is("$DB_PASSWORD")).isTrue();
		assertThat(UnreplacedVariable.is("pa$$word")).isFalse();
		assertThat(UnreplacedVariable.is("$1")).isFalse();
		assertThat(UnreplacedVariable.is(null)).isFalse();
	}

	private static InvalidPostgresUrlException explain(String url) {
		InvalidPostgresUrlException problem = catchThrowableOfType(InvalidPostgresUrlException.class,
				() -> PostgresUrlParser.parse(url));
		assertThat(problem).as(url).isNotNull();
		return UnreplacedVariable.explain(url, problem);
	}

}

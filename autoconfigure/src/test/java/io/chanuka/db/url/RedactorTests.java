package io.chanuka.db.url;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Redactor}.
 */
class RedactorTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "postgresql://u:p@h/db | postgresql://******@h/db",
					"postgresql://u:p@ss/w@h/db | postgresql://******@h/db",
					"jdbc:postgresql://h/db?user=u&password=p&a=b | jdbc:postgresql://h/db?user=u&password=******&a=b",
					"sslpassword=x | sslpassword=******", "nothing secret | nothing secret" })
	void masksSecrets(String text, String expected) {
		assertThat(Redactor.redact(text)).isEqualTo(expected);
	}

}

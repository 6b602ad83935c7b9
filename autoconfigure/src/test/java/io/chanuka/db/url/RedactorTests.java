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
					"sslpassword=x | sslpassword=******", "u:p@h:5432/db | ******@h:5432/db",
					"jdbc:postgresql:u:p@h/db | ******@h/db",
					"jdbc:postgresql://h/db?password=x@y&a=b | jdbc:postgresql://h/db?password=******&a=b",
					"jdbc:postgresql://h/db?password=x,y;z&a=b | jdbc:postgresql://h/db?password=******&a=b",
					"nothing secret | nothing secret" })
	void masksSecrets(String text, String expected) {
		assertThat(Redactor.redact(text)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "postgresql://app:planted/db | postgresql://******", "u:planted@h/db | ******",
					"postgresql:u:planted@h/db | ******", "jdbc:postgresql://u:planted | jdbc:postgresql://******" })
	void showsOnlyTheSchemeOfWhatItCannotRead(String text, String expected) {
		assertThat(Redactor.redactUnreadable(text)).isEqualTo(expected);
	}

}

package io.chanuka.db.connection;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EscapedText}.
 */
class EscapedTextTests {

	@Test
	void whatCouldForgeALineIsEscaped() {
		assertThat(EscapedText.of("http-1\r\n\tWARN\u202e é")).isEqualTo("http-1\\r\\n\\tWARN\\u202e é");
	}

}

package io.chanuka.db.url;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random URLs. The seed is printed with a failure, so that it can be repeated.
 */
class UrlFuzzTests {

	private static final int ROUNDS = 20_000;

	private static final String[] ALPHABETS = { "abcXYZ019", "@:/?#[]%&=+;, '\"\\<>{}|^`~!$*()-._",
			"äß€日本語😀\u0001\t\n\u007f", "p%40" };

	private final long seed = System.nanoTime();

	private final Random random = new Random(this.seed);

	@Test
	void encodedComponentsArriveAtTheDriverWithoutLoss() {
		for (int i = 0; i < ROUNDS; i++) {
			String user = text(1);
			String password = text(0);
			String database = text(1);
			String name = text(0);
			String written = "postgresql://" + encode(user) + ":" + encode(password) + "@h" + i + ".example.com:"
					+ (1 + this.random.nextInt(65535)) + "/" + encode(database) + "?application_name=" + encode(name);
			PostgresUrl url = PostgresUrlParser.parse(written);
			assertThat(url.credentials()).as(context(written)).isEqualTo(new Credentials(user, password));
			TranslatedParameters translated = TranslatedParameters.of(url.parameters());
			Properties read = Driver.parseURL(url.withParameters(translated.driver()).toJdbcUrl(), null);
			assertThat(read).as(context(written)).isNotNull();
			assertThat(read.getProperty("PGDBNAME")).as(context(written)).isEqualTo(database);
			assertThat(read.getProperty("PGHOST")).isEqualTo("h" + i + ".example.com");
			assertThat(read.getProperty("ApplicationName")).as(context(written)).isEqualTo(name);
		}
	}

	@Test
	void randomTextGivesAUrlOrTheParsersOwnExceptionWithoutThePassword() {
		for (int i = 0; i < ROUNDS; i++) {
			String password = "planted" + text(0);
			String written = switch (this.random.nextInt(4)) {
				case 0 -> "postgresql://u:" + password + "@h/db" + text(0);
				case 1 -> "jdbc:postgresql://" + text(0) + ":" + password + "@" + text(0);
				case 2 -> "postgres:" + text(0) + password + text(0) + "@" + text(0) + "?" + text(0);
				default -> bytes() + password + bytes();
			};
			try {
				PostgresUrl url = PostgresUrlParser.parse(written);
				TranslatedParameters.of(url.parameters());
				assertThat(url.toJdbcUrl()).startsWith("jdbc:postgresql://");
			}
			catch (InvalidPostgresUrlException ex) {
				assertThat(ex.toString() + ex.getAction()).as(context(written)).doesNotContain("planted");
			}
			assertThat(Redactor.redactUnreadable(written)).as(context(written)).doesNotContain("planted");
		}
	}

	private String context(String written) {
		return "seed " + this.seed + ": " + written;
	}

	private static String encode(String component) {
		return URLEncoder.encode(component, StandardCharsets.UTF_8).replace("+", "%20");
	}

	private String text(int minimum) {
		StringBuilder text = new StringBuilder();
		int length = minimum + this.random.nextInt(12);
		while (text.length() < length) {
			String alphabet = ALPHABETS[this.random.nextInt(ALPHABETS.length)];
			int[] codePoints = alphabet.codePoints().toArray();
			text.appendCodePoint(codePoints[this.random.nextInt(codePoints.length)]);
		}
		return text.toString();
	}

	private String bytes() {
		byte[] bytes = new byte[this.random.nextInt(30)];
		this.random.nextBytes(bytes);
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

}

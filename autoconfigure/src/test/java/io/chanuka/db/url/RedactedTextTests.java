package io.chanuka.db.url;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Redactor#redactText(String)} and
 * {@link Redactor#redactProperty(String, String)}.
 */
class RedactedTextTests {

	private static final String PEM = "-----BEGIN %sPRIVATE KEY-----\nMIGEAgEAMBAGByqGSM49\nAgEGBSuBBAAK\n-----END %1$sPRIVATE KEY-----\n";

	private static final String HOSTILE = "abcXYZ0189@:/?#&=%;,{}[]()'\"\\ <>$!`*-";

	private static final List<String> PIECES = List.of("a", "a.", "a:", "://", "x://a:", "@", "password", "password=",
			"\"password\":\"", "-----BEGIN PRIVATE KEY-----", "LS0tLS1CRUdJTi", " ", "\\\"", "pass ", ",", "{",
			"jdbc:oracle:thin:", "x://[", "x://a,", "x://a:1,", "&password=x ", "postgresql://h ", "postgresql://a:b ");

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					postgresql://app:s3cret@db.example.com:5432/shop?sslmode=require | postgresql://******@db.example.com:5432/shop?sslmode=require
					postgres://app@db.example.com/shop | postgres://******@db.example.com/shop
					jdbc:postgresql://app:s3cret@h1:5432,h2:5433/shop | jdbc:postgresql://******@h1:5432,h2:5433/shop
					postgresql://app:s3@cr/et@h/shop | postgresql://******@h/shop
					postgresql://app:s3?cr#et@h/shop | postgresql://******@h/shop
					postgresql://app:s3 cr@ et@h/shop | postgresql://******@h/shop
					postgresql://app:s3cret@[::1]:5432/shop | postgresql://******@[::1]:5432/shop
					postgresql://app:s3cret/shop | postgresql://******
					postgresql+asyncpg://app:s3cret@h/shop | postgresql+asyncpg://******@h/shop
					r2dbc:pool:postgresql://app:s3cret@h/shop | r2dbc:pool:postgresql://******@h/shop
					psql 'postgresql://app:s3cret@h/shop?a=b' | psql 'postgresql://******@h/shop?a=b'
					~"postgresql://app:s3cret@h/shop"~ | ~"postgresql://******@h/shop"~
					postgresql://a:s3cret@h1/db,postgresql://b:s3cret@h2/db | postgresql://******@h1/db,postgresql://******@h2/db
					jdbc:postgresql:app:s3cret@h/db | jdbc:postgresql:******@h/db
					jdbc:oracle:thin:scott/s3cret@//h:1521/svc | jdbc:oracle:thin:******@//h:1521/svc
					mysql://app:s3cret@h/db | mysql://******@h/db
					redis://:s3c/ret@h:6379/0 | redis://******@h:6379/0
					mongodb+srv://app:s3cret@h1,h2/db?replicaSet=a | mongodb+srv://******@h1,h2/db?replicaSet=a
					https://app:s3cret@example.com/a?mail=b@example.com | https://******@example.com/a?mail=b@example.com
					see postgresql://app:s3cret@h/db for more, or ask a@example.com | see postgresql://******@h/db for more, or ask a@example.com
					run --url=postgresql://app:s3 cret@h/db --a=b | run --url=postgresql://******@h/db --a=b
					a.Main --chanuka.db.url=postgresql://a:s3cret@h/db --x=y@z | a.Main --chanuka.db.url=postgresql://******@h/db --x=y@z
					{"url":"postgresql://app:s3'c\\"r et@h/db","mail":"a@b.c"} | {"url":"postgresql://******@h/db","mail":"a@b.c"}
					{"url":"postgresql:\\/\\/app:s3cret@h\\/db"} | {"url":"postgresql:\\/\\/******@h\\/db"}
					{\\"url\\":\\"postgresql://app:s3cret@h/db\\",\\"a\\":1} | {\\"url\\":\\"postgresql://******@h/db\\",\\"a\\":1}
					""")
	void masksUserInformationAndKeepsTheRest(String text, String shown) {
		assertThat(Redactor.redactText(text)).isEqualTo(shown);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					jdbc:postgresql://h/db?user=app&password=s3cret&a=b | jdbc:postgresql://h/db?user=app&password=******&a=b
					jdbc:postgresql://h/db?password=s3,c;r'e t@x&sslpassword=s3cret | jdbc:postgresql://h/db?password=******&sslpassword=******
					see jdbc:postgresql://h/db?password=s3cret for more | see jdbc:postgresql://h/db?password=****** for more
					jdbc:sqlserver://h;user=sa;password=s3cret;encrypt=true | jdbc:sqlserver://h;user=sa;password=******;encrypt=true
					a.Main --chanuka.db.password=s3 c=r&et, x} --server.port=80 | a.Main --chanuka.db.password=****** --server.port=80
					a.Main --spring.datasource.password={noop}s3cret | a.Main --spring.datasource.password=******
					-Dspring.datasource.password="s3 cret" -Da=b | -Dspring.datasource.password=****** -Da=b
					PGPASSWORD=s3cret psql -h h | PGPASSWORD=******
					host=h user=app password=s3cret dbname=shop | host=h user=app password=****** dbname=shop
					host=h password='s3 cret' dbname=shop | host=h password='******' dbname=shop
					{"spring":{"datasource":{"password":"s3\\"cr,e}t","url":"x"}}} | {"spring":{"datasource":{"password":"******","url":"x"}}}
					{"spring.datasource.password" : "s3cret", "a": 1} | {"spring.datasource.password" : "******", "a": 1}
					{"password":12345,"a":1} | {"password":******,"a":1}
					{'db_pass': 's3cret', 'a': 1} | {'db_pass': '******', 'a': 1}
					{\\"password\\":\\"s3cret\\",\\"a\\":1} | {\\"password\\":\\"******\\",\\"a\\":1}
					{user=app, password=s3cr}e,t, a=b} | {user=app, password=******, a=b}
					{password=s3cret} | {password=******}
					{"args":"-Dx.password=s3cret","a":1} | {"args":"-Dx.password=******","a":1}
					${chanuka.db.password:s3cret} | ${chanuka.db.password:******}
					user: app, password: s3cret | user: app, password: ******
					""")
	void masksPasswordsThatAreAssigned(String text, String shown) {
		assertThat(Redactor.redactText(text)).isEqualTo(shown);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a@example.com", "a:b@example.com", "Ada <ada@example.com>, b@example.com",
			"http://example.com:8080/@scope/name?mail=a@b", "https://example.com/?to=a@example.com",
			"postgresql://db.example.com:5432/shop?user=app@tenant", "postgresql://${HOST}:${PORT}/${DB}",
			"jdbc:postgresql://h1:5432,h2:5433/shop?sslmode=require", "postgresql:///shop?host=/run/postgresql",
			"postgres:18-alpine@sha256:0123", "10.0.0.1:5432", "12:30:59", "file:///a/b@c", "://@", "://", ":",
			"npm:@scope/name@1.0", "password", "password-encoder: bcrypt", "the password is kept elsewhere",
			"bypass=true", "compass: n", "tests that pass: 5, that fail: 2", "spring.datasource.password",
			"{\"password\":{\"min-length\":8}}", "?password=&a=b", "POSTGRES_PASSWORD_FILE=/run/secrets/db",
			"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t" })
	void leavesWhatIsNoSecret(String text) {
		assertThat(Redactor.redactText(text)).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "postgresql://app:***@h/db", "postgresql://******@h/db", "{\"password\":\"******\"}",
			"--password=****** --a=b", "jdbc:postgresql://h/db?password=******&a=b" })
	void leavesWhatIsMaskedAlready(String text) {
		assertThat(Redactor.redactText(text)).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "RSA ", "EC ", "ENCRYPTED ", "OPENSSH " })
	void masksPrivateKeys(String kind) {
		String pem = PEM.formatted(kind);
		String shown = "-----BEGIN " + kind + "PRIVATE KEY-----******-----END " + kind + "PRIVATE KEY-----";
		assertThat(Redactor.redactText("a\n" + pem + "b")).isEqualTo("a\n" + shown + "\nb");
		assertThat(Redactor.redactText(pem.replace("\n", "\\n"))).isEqualTo(shown + "\\n");
		assertThat(Redactor.redactText(pem.substring(0, 60))).doesNotContain("MIGEAgEA");
		assertThat(Redactor.redactText("key: " + Base64.getEncoder().encodeToString(pem.getBytes()) + ", b"))
			.isEqualTo("key: ******, b");
		assertThat(Redactor.redactText(
				"key: " + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(pem.getBytes()) + "\nb: c"))
			.isEqualTo("key: ******\nb: c");
	}

	@ParameterizedTest
	@ValueSource(strings = { "password", "PGPASSWORD", "POSTGRES_PASSWORD", "chanuka.db.password",
			"spring.datasource.hikari.dataSourceProperties.sslpassword", "chanuka.db.ssl.private-key-password",
			"app.passwords.password[0]", "DB_PASSWORD_2", "dbPassword", "DB_PASS", "mail.pass", "userPwd",
			"passphrase" })
	void masksTheValueOfAPasswordAsAWhole(String name) {
		assertThat(Redactor.redactProperty(name, "any value")).isEqualTo("******");
		assertThat(Redactor.redactProperty(name, "")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "DATABASE_URL", "POSTGRES_PASSWORD_FILE", "bypass", "compass", "password.min-length",
			"show-passwords", "spring.application.name", "chanuka.db.ssl.private-key", "SSL_KEY_PATH" })
	void leavesOtherValues(String name) {
		assertThat(Redactor.redactProperty(name, "file:/etc/tls/any.key")).isEqualTo("file:/etc/tls/any.key");
	}

	@ParameterizedTest
	@ValueSource(strings = { "chanuka.db.ssl.private-key", "chanuka.db.ssl.privateKey", "DB_SSL_KEY", "sslkey" })
	void masksTheContentOfAKeyAndNoLocation(String name) {
		assertThat(Redactor.redactProperty(name, "MIGEAgEAMBAGByqGSM49AgEGBSuBBAAKBG0wawIBAQQg")).isEqualTo("******");
		assertThat(Redactor.redactProperty(name, "/etc/tls/keys/of/the/application/clientkey"))
			.isEqualTo("/etc/tls/keys/of/the/application/clientkey");
	}

	@ParameterizedTest
	@FieldSource("PIECES")
	void takesNoLongerForALongText(String piece) {
		String text = piece.repeat(100_000 / piece.length());
		// Not the time of a clock, which others on the machine take as well.
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		long start = threads.getCurrentThreadCpuTime();
		Redactor.redactText(text);
		assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start)).isLessThan(Duration.ofSeconds(4));
	}

	/**
	 * Two slashes, a query before the at sign and what has the form of an option are left
	 * out: with them a text can be read in more than one way.
	 */
	@Test
	void masksPasswordsOfAnyCharacters() {
		Random random = new Random(13);
		for (int i = 0; i < 20_000; i++) {
			String password = random.ints(12, 0, HOSTILE.length())
				.mapToObj(HOSTILE::charAt)
				.map(String::valueOf)
				.collect(Collectors.joining());
			if (password.matches(".*//.*|\\d*/.*\\?.*| .*|.* -{1,2}[A-Za-z].*")) {
				continue;
			}
			String json = password.replace("\\", "\\\\").replace("\"", "\\\"");
			String encoded = URLEncoder.encode(password, StandardCharsets.UTF_8);
			assertMasked("postgresql://app:%s@h:5432/shop", password, "postgresql://%s@h:5432/shop");
			assertMasked("{\"url\":\"postgresql://app:%s@h/shop\",\"a\":1}", json,
					"{\"url\":\"postgresql://%s@h/shop\",\"a\":1}");
			assertMasked("{\"a.password\":\"%s\",\"a\":1}", json, "{\"a.password\":\"%s\",\"a\":1}");
			assertMasked("a.Main --chanuka.db.password=%s --a=b", password, "a.Main --chanuka.db.password=%s --a=b");
			assertMasked("a.Main --url=postgresql://app:%s@h/shop --a=b", password,
					"a.Main --url=postgresql://%s@h/shop --a=b");
			assertMasked("jdbc:postgresql://h/shop?user=a&password=%s&a=b", encoded,
					"jdbc:postgresql://h/shop?user=a&password=%s&a=b");
			assertMasked("https://app:%s@h/a?b=c", encoded, "https://%s@h/a?b=c");
		}
	}

	private static void assertMasked(String form, String secret, String shown) {
		assertThat(Redactor.redactText(form.formatted(secret))).as(form.formatted(secret))
			.isEqualTo(shown.formatted(Redactor.MASK));
	}

	@Test
	void masksOnceWhatIsMaskedTwice() {
		String once = Redactor.redactText("postgresql://a:s3cret@h/db --x.password=s3cret --y=z");
		assertThat(Redactor.redactText(once)).isEqualTo(once).doesNotContain("s3cret");
	}

}

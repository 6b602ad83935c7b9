package io.chanuka.db.url;

import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PostgresUrl}.
 */
class PostgresUrlTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", value = {
			"postgresql://u:p@h.example.com:5433/db                | h.example.com | 5433 | db    | u    | p",
			"postgres://u:p@h.example.com/db                       | h.example.com | 5432 | db    | u    | p",
			"POSTGRESQL://u:p@h/db                                 | h             | 5432 | db    | u    | p",
			"jdbc:postgresql://h:5433/db?user=u&password=p         | h             | 5433 | db    | u    | p",
			"jdbc:postgresql://u:p@h/db                            | h             | 5432 | db    | u    | p",
			"jdbc:postgresql:db                                    | localhost     | 5432 | db    | -    | -",
			"jdbc:postgresql:///db                                 | localhost     | 5432 | db    | -    | -",
			"jdbc:postgresql://h/my+db                             | h             | 5432 | my db | -    | -",
			"postgresql://h/my+db                                  | h             | 5432 | my+db | -    | -",
			"postgresql://h                                        | h             | 5432 | -     | -    | -",
			"postgresql://u@h/                                     | h             | 5432 | -     | u    | -",
			"postgresql://[2001:db8::1]:5433/db                    | 2001:db8::1   | 5433 | db    | -    | -",
			"postgresql://[::1]/db                                 | ::1           | 5432 | db    | -    | -",
			"postgresql://u:p%40ss%3A%2F%3F%23%25@h/db             | h             | 5432 | db    | u    | p@ss:/?#%",
			"postgresql://u%40corp:p@h/db                          | h             | 5432 | db    | u@corp | p",
			"postgresql://u:p@ss@h/db                              | h             | 5432 | db    | u    | p@ss",
			"postgresql://u:p/s?s#x@h/db                           | h             | 5432 | db    | u    | p/s?s#x",
			"postgresql://u:50%off@h/db                            | h             | 5432 | db    | u    | 50%off",
			"postgresql://u:p+q@h/db                               | h             | 5432 | db    | u    | p+q",
			"postgresql://u:@h/db                                  | h             | 5432 | db    | u    | ''",
			"postgresql:///db?host=h&port=5433&user=u&password=p   | h             | 5433 | db    | u    | p",
			"postgresql://u:p@h:5433/db?host=h&dbname=db           | h             | 5433 | db    | u    | p",
			"jdbc:postgresql:///db?PGHOST=h&PGPORT=5433            | h             | 5433 | db    | -    | -",
			"jdbc:postgresql://h/db?user=me@server                 | h             | 5432 | db    | me@server | -",
			"'  postgresql://h/db  '                               | h             | 5432 | db    | -    | -" })
	void readsTheParts(String text, String host, int port, String database, String user, String password) {
		PostgresUrl url = PostgresUrlParser.parse(text);
		assertThat(url.hosts()).containsExactly(new HostAndPort(host, port));
		assertThat(url.database()).isEqualTo(database);
		assertThat(url.credentials()).isEqualTo(new Credentials(user, password));
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:postgresql:///shop?host=db&port=5433", "jdbc:postgresql://db/?dbname=shop",
			"jdbc:postgresql://?Host=db&DBNAME=shop&PORT=5433", "jdbc:postgresql:?host=db&dbname=shop",
			"jdbc:postgresql://db/shop?host=db&PGDBNAME=shop", "jdbc:postgresql://db/shop?PgHost=other&pghost=other" })
	void whenParametersNameTheAddressThenItIsTheOneThatTheDriverReads(String text) {
		PostgresUrl url = PostgresUrlParser.parseAsDriver(text);
		Properties driver = Driver.parseURL(text, new Properties());
		assertThat(driver).isNotNull();
		assertThat(url.firstHost()).hasToString(driver.getProperty("PGHOST") + ":" + driver.getProperty("PGPORT"));
		assertThat(url.database()).isEqualTo(driver.getProperty("PGDBNAME"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:postgresql://db,/shop", "jdbc:postgresql://db:5433,,/shop",
			"jdbc:postgresql://a,db:5433,/shop" })
	void whenTheLastHostIsEmptyThenItIsNoneAsForTheDriver(String text) {
		Properties driver = Driver.parseURL(text, new Properties());
		assertThat(driver).isNotNull();
		assertThat(PostgresUrlParser.parseAsDriver(text).hosts()).extracting(HostAndPort::host)
			.containsExactly(driver.getProperty("PGHOST").split(","));
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:postgresql://localhost/shop?host=db", "jdbc:postgresql://db:5432/shop?port=5433",
			"jdbc:postgresql://db/shop?dbname=other" })
	void whenParametersNameAnotherAddressThenTheUrlIsLeftToTheDriver(String text) {
		assertThatExceptionOfType(InvalidPostgresUrlException.class)
			.isThrownBy(() -> PostgresUrlParser.parseAsDriver(text))
			.withMessageContaining("given twice");
	}

	@ParameterizedTest
	@ValueSource(strings = { "'postgresql://u:p@h/db'", "\"postgresql://u:p@h/db\"", "postgresql://u:p@h/db\r\n",
			" \"postgresql://u:p@h/db\"\n", "psql 'postgresql://u:p@h/db'", "psql \"postgresql://u:p@h/db\"\n",
			"psql postgresql://u:p@h/db", "'psql postgresql://u:p@h/db'", "`postgresql://u:p@h/db`" })
	void readsWhatIsPasted(String text) {
		PostgresUrl url = PostgresUrlParser.parse(text);
		assertThat(url.toJdbcUrl()).isEqualTo("jdbc:postgresql://h:5432/db");
		assertThat(url.credentials()).isEqualTo(new Credentials("u", "p"));
	}

	@Test
	void whenAQuoteBelongsToThePasswordThenItStays() {
		assertThat(PostgresUrlParser.parse("postgresql://u:'p\"@h/db").credentials().password()).isEqualTo("'p\"");
	}

	@ParameterizedTest
	@CsvSource({ "postgresql://h/db?ssl=true, 'sslmode=require'", "postgresql://h/db?ssl=1, 'sslmode=require'",
			"postgres://h/db?SSL=TRUE, 'sslmode=require'",
			"postgresql://h/db?ssl=true&sslmode=verify-full, 'sslmode=verify-full'",
			"jdbc:postgresql://h/db?ssl=true, 'ssl=true'", "postgresql://h/db?ssl=false, 'ssl=false'" })
	void switchMeansRequireInLibpqsUrls(String text, String parameters) {
		assertThat(PostgresUrlParser.parse(text).toJdbcUrl()).endsWith("/db?" + parameters);
	}

	@ParameterizedTest
	@CsvSource({ "db.example.com, 5433, db.example.com:5433", "db.example.com:6543, , db.example.com:6543",
			"db.example.com:6543, 5433, db.example.com:6543", "'a:1,b', 2, 'a:1,b:2'", "::1, , '[::1]:5432'",
			"'[::1]:6543', , '[::1]:6543'" })
	void partsAllowThePortWithTheHost(String hosts, Integer port, String expected) {
		assertThat(PostgresUrl.of(hosts, port, "db").toJdbcUrl()).isEqualTo("jdbc:postgresql://" + expected + "/db");
	}

	@Test
	void keepsSeveralHostsAndTheOrderOfParameters() {
		PostgresUrl url = PostgresUrlParser.parse("postgresql://a:1,b:2,c/db?z=1&a=2&m=x%26y");
		assertThat(url.toJdbcUrl()).isEqualTo("jdbc:postgresql://a:1,b:2,c:5432/db?z=1&a=2&m=x%26y");
	}

	@Test
	void whenDriverReadsTheJdbcUrlThenItFindsTheSameParts() {
		PostgresUrl url = PostgresUrlParser.parse("postgresql://u:p@h:5433/my%20d%2Fb+1?application_name=a%20%26+b");
		Properties read = Driver.parseURL(url.toJdbcUrl(), null);
		assertThat(read).containsEntry("PGHOST", "h")
			.containsEntry("PGPORT", "5433")
			.containsEntry("PGDBNAME", "my d/b+1")
			.containsEntry("application_name", "a &+b")
			.doesNotContainKeys("user", "password");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "mysql://u:planted@h/db                   | does not begin with",
					"h:5432/db                                      | does not begin with",
					"postgresql:u:planted@h/db                      | two slashes are missing",
					"postgresql://u:planted@h:99999/db              | not a number between",
					"postgresql://u:planted@h:port/db               | not a number between",
					"postgresql://u:planted@%2Fvar%2Frun/db         | Unix-domain socket",
					"postgresql:///db?host=/cloudsql/p:r:i          | Unix-domain socket",
					"postgresql:///db?hostaddr=10.0.0.1             | hostaddr and no host",
					"postgresql://u:planted%40x%zz@h/db             | only partly percent-encoded",
					"postgresql://u:planted@h/d%zz                  | the database is not percent-encoded",
					"postgresql://u:planted@h/db?sslmode=require&sslmode=disable | given twice",
					"postgresql://planted:5/x?y=planted@h/db        | more than one way",
					"postgresql://u:planted@h/db%00                 | NUL",
					"postgresql://u:planted@bad_host!/db            | no host name can contain",
					"jdbc:postgresql:u:planted@h                    | reserved character",
					"postgresql://u:p@localhost/db?host=/cloudsql/x | Unix-domain socket",
					"postgresql://u:planted@h/db?host=other         | the host is given twice",
					"jdbc:postgresql://h/db?PGHOST=other            | the host is given twice",
					"postgresql://u:planted@h/db?dbname=other       | the database is given twice",
					"postgresql://u:planted@h/db@x                  | more than one way",
					"postgresql://u:planted@ss?w=1@h/db             | more than one way",
					"postgresql://u:planted@h/db;sslmode=require    | reserved character",
					"postgresql://u:planted@h/db#x                  | reserved character",
					"jdbc:postgresql:?service=prod                  | service" })
	void refusesWithAReasonAndWithoutThePassword(String text, String reason) {
		assertThatExceptionOfType(InvalidPostgresUrlException.class).isThrownBy(() -> PostgresUrlParser.parse(text))
			.withMessageContaining(reason)
			.satisfies((ex) -> assertThat(ex.toString() + ex.getAction()).doesNotContain("planted"));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "postgresql://u:planted@h/db?password=planted2", "jdbc:postgresql://h/db?sslpassword=planted" })
	void neverShowsASecret(String text) {
		PostgresUrl url = PostgresUrlParser.parse(text);
		assertThat(url.toString() + url.credentials()).doesNotContain("planted");
	}

}

package io.chanuka.db.url;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGProperty;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TranslatedParameters}. What is translated to what stands in the table
 * of URLs.
 */
class TranslatedParametersTests {

	@Test
	void driverNamesAreTheDriversOwn() {
		TreeSet<String> real = new TreeSet<>();
		for (PGProperty property : PGProperty.values()) {
			real.add(property.getName());
		}
		real.removeAll(List.of("user", "password", "PGHOST", "PGPORT", "PGDBNAME", "service"));
		assertThat(new TreeSet<>(DriverParameters.names())).isEqualTo(real);
		assertThat(LibpqParameter.TABLE).allSatisfy((parameter) -> {
			if (parameter.driverName() != null) {
				assertThat(real).contains(parameter.driverName());
			}
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "sslsomething", "ssl_min_protocol_version", "sslcrl", "sslidentity", "channel_x",
			"require_x", "gssdelegation", "SSLAccept" })
	void whatIsAboutSecurityAndUnknownIsNamed(String name) {
		TranslatedParameters translated = TranslatedParameters.of(Map.of(name, "1"));
		assertThat(translated.unknownSecurity()).containsExactly(name);
		assertThat(translated.driver()).isEmpty();
	}

	@Test
	void whatIsUnknownOtherwiseIsNamed() {
		TranslatedParameters translated = TranslatedParameters.of(Map.of("uselibpqcompat", "true"));
		assertThat(translated.unknown()).containsOnlyKeys("uselibpqcompat");
		assertThat(translated.unknownSecurity()).isEmpty();
		assertThat(translated.problems()).isEmpty();
		assertThat(translated.driver()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "socketFactory, com.google.cloud.sql.postgres.SocketFactory",
			"socketFactory, com.google.cloud.alloydb.SocketFactory", "sslfactory, com.example.Factory",
			"authenticationPluginClassName, com.example.Plugin" })
	void whenAPluginIsNamedThenUnknownParametersAreHandedOn(String name, String type) {
		Map<String, String> written = Map.of(name, type, "cloudSqlInstance", "p:r:i", "sslIpTypes", "PRIVATE");
		assertThat(TranslatedParameters.of(written).driver()).isEqualTo(written);
		assertThat(TranslatedParameters.of(written).unknownSecurity()).isEmpty();
		assertThat(TranslatedParameters.asDriver(written).driver()).isEqualTo(written);
	}

	@Test
	void whenTheFactoryIsTheDriversOwnThenUnknownParametersAreNotHandedOn() {
		Map<String, String> written = Map.of("sslfactory", "org.postgresql.ssl.LibPQFactory", "planned", "x");
		assertThat(TranslatedParameters.of(written).driver()).doesNotContainKey("planned");
	}

	@Test
	void whenReadAsTheDriverDoesThenOnlyItsOwnNamesCount() {
		Map<String, String> written = Map.of("sslmode", "on", "schema", "shop", "ApplicationName", "a",
				"applicationname", "b", "target_session_attrs", "read-only", "loginTimeout", "2.5", "sslcrl", "x");
		TranslatedParameters read = TranslatedParameters.asDriver(written);
		assertThat(read.driver()).isEqualTo(Map.of("sslmode", "on", "ApplicationName", "a", "loginTimeout", "2.5"));
		assertThat(read.unknown()).containsOnlyKeys("schema", "applicationname", "target_session_attrs", "sslcrl");
		assertThat(read.problems()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "sslmode, on", "channel_binding, yes", "target_session_attrs, master", "connect_timeout, soon",
			"connection_limit, -1", "keepalives, 2", "sslnegotiation, never", "gssencmode, x", "sslcompression, 1",
			"load_balance_hosts, true", "connectTimeout, abc", "tcpKeepAlive, on", "pgbouncer, maybe",
			"statement_timeout, 5s" })
	void valuesThatAreNotUnderstoodAreProblems(String name, String value) {
		assertThat(TranslatedParameters.of(Map.of(name, value)).problems()).singleElement()
			.satisfies((problem) -> assertThat(problem).contains(name).contains("not one of"));
	}

	@Test
	void twoSpellingsThatContradictAreAProblem() {
		Map<String, String> written = new LinkedHashMap<>();
		written.put("channel_binding", "require");
		written.put("channelBinding", "disable");
		assertThat(TranslatedParameters.of(written).problems()).singleElement()
			.satisfies((problem) -> assertThat(problem).contains("given twice"));
	}

	@Test
	void systemCertificatesDemandFullVerification() {
		assertThat(TranslatedParameters.of(Map.of("sslrootcert", "system")).driver()).containsEntry("sslmode",
				"verify-full");
		assertThat(TranslatedParameters.of(Map.of("sslrootcert", "system", "sslmode", "require")).problems())
			.singleElement()
			.satisfies((problem) -> assertThat(problem).contains("weaker than verify-full"));
	}

	@Test
	void poolNumbersAreKeptApart() {
		TranslatedParameters translated = TranslatedParameters
			.of(Map.of("connection_limit", "5", "pool_timeout", "20"));
		assertThat(translated.poolNumber("connection_limit")).isEqualTo(5);
		assertThat(translated.poolNumber("pool_timeout")).isEqualTo(20);
		assertThat(translated.driver()).isEmpty();
	}

	@Test
	void textFormShowsNoValue() {
		assertThat(TranslatedParameters.of(Map.of("sslpassword", "planted"))).hasToString("parameters [sslpassword][]");
	}

}

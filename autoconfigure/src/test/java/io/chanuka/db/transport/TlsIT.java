package io.chanuka.db.transport;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

import io.chanuka.db.connection.TlsRefusedException;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.report.InvalidSettingsException;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestCertificates;
import io.chanuka.db.testsupport.TestDatabase;
import io.chanuka.db.testsupport.TestSettings;
import io.chanuka.db.testsupport.TlsServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Encryption against a real server with TLS on.
 */
class TlsIT {

	private static final TestCertificates CA = TestCertificates.authority("ca");

	private static final TestCertificates STRANGER = TestCertificates.authority("stranger");

	private static TlsServer server;

	@BeforeAll
	static void start() {
		server = TlsServer.start(CA, CA.sign("localhost"));
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@ParameterizedTest
	@CsvSource({ "plain, disable, f", "plain, allow, f", "plain, prefer, t", "plain, require, t", "encrypted, allow, t",
			"encrypted, prefer, t", "encrypted, require, t" })
	void modesThatVerifyNothing(String database, String mode, String encrypted) throws Exception {
		assertThat(isEncrypted(Map.of("url", server.url(database), "ssl.mode", mode))).isEqualTo(encrypted);
	}

	@ParameterizedTest
	@CsvSource({ "require", "verify-ca", "verify-full" })
	void modesThatVerifyTrustTheGivenAuthority(String mode) throws Exception {
		assertThat(isEncrypted(
				Map.of("url", server.url("encrypted"), "ssl.mode", mode, "ssl.root-certificate", CA.certificatePem())))
			.isEqualTo("t");
	}

	@ParameterizedTest
	@CsvSource({ "require", "verify-ca", "verify-full" })
	void modesThatVerifyRefuseAnotherAuthority(String mode) {
		TlsRefusedException ex = refused(Map.of("url", server.url("encrypted"), "ssl.mode", mode,
				"ssl.root-certificate", STRANGER.certificatePem()));
		assertThat((Throwable) ex).hasMessageContaining("not signed by a trusted authority")
			.hasMessageContaining("CN=stranger");
		assertThat(ex.action()).contains("chanuka.db.ssl.root-certificate");
	}

	@Test
	void rootOfTheUrlIsUsed(@TempDir Path directory) throws Exception {
		Path root = Files.writeString(directory.resolve("root.crt"), CA.certificatePem());
		assertThat(isEncrypted(Map.of("url", server.url("encrypted") + "?sslmode=verify-full&sslrootcert=" + root)))
			.isEqualTo("t");
	}

	@Test
	void whenServerIsOnlyReachableByAnotherNameThenVerifyFullRefusesAndVerifyCaDoesNot() throws Exception {
		Map<String, Object> properties = Map.of("url", server.url("127.0.0.1", "encrypted"), "ssl.root-certificate",
				CA.certificatePem());
		TlsRefusedException ex = refused(with(properties, "ssl.mode", "verify-full"));
		assertThat((Throwable) ex).hasMessageContaining("not valid for the name 127.0.0.1, but for localhost");
		assertThat(ex.action()).contains("verify-ca");
		assertThat(isEncrypted(with(properties, "ssl.mode", "verify-ca"))).isEqualTo("t");
	}

	@Test
	void whenCertificateOfTheServerIsOverThenItIsRefused() {
		Instant now = Instant.now();
		try (TlsServer expired = TlsServer.start(CA,
				CA.sign("localhost", "RSA", now.minus(9, ChronoUnit.DAYS), now.minus(1, ChronoUnit.DAYS)))) {
			TlsRefusedException ex = refused(Map.of("url", expired.url("encrypted"), "ssl.mode", "verify-ca",
					"ssl.root-certificate", CA.certificatePem()));
			assertThat((Throwable) ex).hasMessageContaining("TLS with the server").hasStackTraceContaining("NotAfter");
		}
	}

	@Test
	void presentsAClientCertificateWhoseKeyIsEncrypted() throws Exception {
		TestCertificates client = CA.sign("app");
		Map<String, Object> properties = Map.of("url", server.url("certified").replace(":secret", ""), "ssl.mode",
				"verify-full", "ssl.root-certificate", CA.certificatePem(), "ssl.certificate", client.certificatePem(),
				"ssl.private-key", client.encryptedKeyPem("planted"), "ssl.private-key-password", "planted");
		assertThat(ask(properties, "select client_dn from pg_stat_ssl where pid = pg_backend_pid()"))
			.isEqualTo("/CN=app");
	}

	@Test
	void presentsAClientCertificateWithAnEllipticCurve() throws Exception {
		TestCertificates client = CA.sign("app", "EC", Instant.now().minusSeconds(60),
				Instant.now().plus(90, ChronoUnit.DAYS));
		Map<String, Object> properties = Map.of("url", server.url("certified"), "ssl.mode", "require",
				"ssl.certificate", client.certificatePem(), "ssl.private-key", client.keyPem());
		assertThat(ask(properties, "select client_dn from pg_stat_ssl where pid = pg_backend_pid()"))
			.isEqualTo("/CN=app");
	}

	@Test
	void whenClientHasNoCertificateOrOneOfAnotherUserThenTheServerRefuses() {
		Map<String, Object> properties = Map.of("url", server.url("certified"), "ssl.mode", "require");
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> isEncrypted(properties))
			.withMessageContaining("client certificate");
		TestCertificates other = CA.sign("other");
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> isEncrypted(with(with(properties, "ssl.certificate", other.certificatePem()),
					"ssl.private-key", other.keyPem())))
			.satisfies((ex) -> assertThat(ex.getSQLState()).startsWith("28"));
	}

	@Test
	void whenOwnCertificateIsOverThenNoSocketIsOpened() {
		Instant now = Instant.now();
		TestCertificates late = CA.sign("app", "RSA", now.minus(9, ChronoUnit.DAYS), now.minus(1, ChronoUnit.DAYS));
		assertThatExceptionOfType(InvalidSettingsException.class)
			.isThrownBy(() -> TestSettings.resolve(Map.of("url", server.url("certified"), "ssl.mode", "require",
					"ssl.certificate", late.certificatePem(), "ssl.private-key", late.keyPem())))
			.satisfies((ex) -> assertThat(ex.getViolations()).hasSize(1));
	}

	@Test
	void whenNoRootIsGivenThenTheTrustStoreOfTheJvmCounts(@TempDir Path directory) throws Exception {
		Map<String, Object> properties = Map.of("url", server.url("encrypted"), "ssl.mode", "verify-full");
		assertThat((Throwable) refused(properties)).hasMessageContaining("trust store of the JVM");
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null);
		store.setCertificateEntry("ca", CA.certificate());
		Path file = directory.resolve("trust.p12");
		try (var out = Files.newOutputStream(file)) {
			store.store(out, "changeit".toCharArray());
		}
		System.setProperty("javax.net.ssl.trustStore", file.toString());
		System.setProperty("javax.net.ssl.trustStorePassword", "changeit");
		try {
			assertThat(isEncrypted(properties)).isEqualTo("t");
		}
		finally {
			System.clearProperty("javax.net.ssl.trustStore");
			System.clearProperty("javax.net.ssl.trustStorePassword");
		}
	}

	@ParameterizedTest
	@CsvSource({ "require", "verify-full" })
	void whenServerSupportsNoTlsThenNothingIsSentInPlaintext(String mode) {
		TestDatabase plaintext = PostgresServer.newDatabase();
		TlsRefusedException ex = refused(Map.of("url", plaintext.runtimeUrl(), "ssl.mode", mode));
		assertThat((Throwable) ex).hasMessageContaining("does not support TLS").hasMessageContaining(mode);
		assertThat(ex.action()).contains("chanuka.db.ssl.mode=disable");
		assertThat(ex.getSQLState()).isEqualTo("08004");
	}

	@Test
	void whenServerSupportsNoTlsThenPreferGoesOnWithout() throws Exception {
		TestDatabase plaintext = PostgresServer.newDatabase();
		assertThat(isEncrypted(Map.of("url", plaintext.runtimeUrl(), "ssl.mode", "prefer"))).isEqualTo("f");
	}

	@Test
	void whenTheDriverHasAFactoryThenTheModeIsStillTheDecidedOne() throws Exception {
		DatabaseSettings settings = TestSettings.resolve(Map.of("url", server.url("encrypted"), "ssl.mode", "require"));
		Properties driver = new Properties();
		driver.setProperty("sslfactory", "org.postgresql.ssl.NonValidatingFactory");
		driver.setProperty("sslmode", "disable");
		PhysicalConnectionSource source = PhysicalConnectionSource.runtime(settings, EndpointSockets.of(settings),
				driver);
		try (Connection connection = source.getConnection()) {
			assertThat(connection.isValid(5)).isTrue();
		}
	}

	@Test
	void cancelWorksOverTls() throws Exception {
		PhysicalConnectionSource source = source(
				TestSettings.resolve(Map.of("url", server.url("encrypted"), "ssl.mode", "require")));
		try (Connection connection = source.getConnection()) {
			connection.unwrap(PGConnection.class).cancelQuery();
			assertThat(connection.isValid(5)).isTrue();
		}
	}

	@Test
	void whenTheApplicationHasStoppedThenItsKeyOpensNothing() {
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> new RegisteredSslSocketFactory("none"));
	}

	private static Map<String, Object> with(Map<String, Object> properties, String key, Object value) {
		Map<String, Object> more = new HashMap<>(properties);
		more.put(key, value);
		return more;
	}

	private static TlsRefusedException refused(Map<String, Object> properties) {
		TlsRefusedException ex = catchThrowableOfType(TlsRefusedException.class, () -> isEncrypted(properties));
		assertThat((Throwable) ex).isNotNull();
		return ex;
	}

	private static String isEncrypted(Map<String, Object> properties) throws SQLException {
		return ask(properties, "select ssl from pg_stat_ssl where pid = pg_backend_pid()");
	}

	private static String ask(Map<String, Object> properties, String sql) throws SQLException {
		try (Connection connection = source(TestSettings.resolve(properties)).getConnection();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(sql)) {
			rows.next();
			return rows.getString(1);
		}
	}

	private static PhysicalConnectionSource source(DatabaseSettings settings) {
		return PhysicalConnectionSource.runtime(settings, EndpointSockets.of(settings), new Properties());
	}

}

package io.chanuka.db.autoconfigure.command;

import java.util.Arrays;
import java.util.stream.Stream;

import io.chanuka.db.autoconfigure.HikariConfigCustomizer;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestCertificates;
import io.chanuka.db.testsupport.TestDatabase;
import io.chanuka.db.testsupport.TlsServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The command verify on a server with TLS on.
 */
class VerifyTlsIT {

	private static final TestCertificates CA = TestCertificates.authority("ca");

	private static TlsServer server;

	@BeforeAll
	static void start() {
		server = TlsServer.start(CA, CA.sign("localhost"));
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void whenTheServerIsVerifiedThenBothEndpointsAreEncryptedAsDecided() {
		RecordingConsole console = verify(server.url("encrypted"), "chanuka.db.ssl.mode=verify-full",
				"chanuka.db.ssl.root-certificate=" + CA.certificatePem());
		assertThat(console.text()).startsWith("verify: succeeded");
		for (String endpoint : new String[] { "runtime", "migration" }) {
			assertThat(console.text()).containsPattern(endpoint
					+ " encryption +ok +TLSv1\\.3, verify-full \\(chanuka\\.db\\.ssl\\.mode on the command line\\)");
		}
		assertThat(console.exitCode()).isZero();
	}

	@Test
	void whenTheServersAuthorityIsNotTrustedThenVerifyFailsAndNamesTheProperty() {
		RecordingConsole console = verify(server.url("encrypted"), "chanuka.db.ssl.mode=verify-full",
				"chanuka.db.ssl.root-certificate=" + TestCertificates.authority("stranger").certificatePem());
		assertThat(console.exitCode()).isOne();
		assertThat(console.text()).containsPattern("runtime connection +failed +.*not signed by a trusted authority")
			.containsPattern("What to do\n.*chanuka\\.db\\.ssl\\.root-certificate")
			.doesNotContain("Correct the URL")
			.doesNotContain("secret");
	}

	@Test
	void whenTheRootCertificateIsAnEarlierOneOfTheSameNameThenVerifyFailsAndNamesTheProperty() {
		RecordingConsole console = verify(server.url("encrypted"), "chanuka.db.ssl.mode=verify-full",
				"chanuka.db.ssl.root-certificate=" + TestCertificates.authority("ca").certificatePem());
		assertThat(console.exitCode()).isOne();
		assertThat(console.text()).containsPattern("runtime connection +failed +.*not signed by a trusted authority")
			.containsPattern("migration connection +failed +.*not signed by a trusted authority")
			.containsPattern(
					"What to do\n  Set chanuka\\.db\\.ssl\\.root-certificate to the certificate of the authority")
			.doesNotContain("Correct the URL");
	}

	@Test
	void whenAConnectionIsLessEncryptedThanDecidedThenVerifyFails() {
		RecordingConsole console = RecordingConsole.run(WebApplicationType.NONE,
				new Class<?>[] { TestApplication.class, PlainConnections.class },
				arguments(server.url("plain"), "chanuka.db.ssl.mode=require"));
		assertThat(console.exitCode()).isOne();
		assertThat(console.text()).containsPattern("runtime encryption +failed +none, although decided: require")
			.containsPattern("migration encryption +ok +TLSv1\\.3, require")
			.contains("What to do\n  Set chanuka.db.ssl.mode=require, and remove what the driver gets elsewhere.");
	}

	@Test
	void whenTheDecisionPermitsNoEncryptionThenThatIsNoted() {
		TestDatabase database = PostgresServer.newDatabase();
		RecordingConsole console = verify(database.migrationUrl(), "chanuka.db.ssl.mode=prefer");
		assertThat(console.exitCode()).isZero();
		assertThat(console.text()).containsPattern("runtime encryption +note +none: prefer \\(.*\\) permits that");
	}

	private static RecordingConsole verify(String url, String... options) {
		return RecordingConsole.run(WebApplicationType.NONE, new Class<?>[] { TestApplication.class },
				arguments(url, options));
	}

	private static String[] arguments(String url, String... options) {
		return Stream
			.concat(Stream.of("chanuka.db.run=verify", "chanuka.db.url=" + url, "spring.flyway.enabled=false"),
					Arrays.stream(options))
			.toArray(String[]::new);
	}

	/**
	 * An application whose own DataSource below the pool encrypts nothing.
	 */
	@Configuration(proxyBeanMethods = false)
	static class PlainConnections {

		@Bean
		HikariConfigCustomizer plain() {
			return (config) -> {
				PGSimpleDataSource dataSource = new PGSimpleDataSource();
				dataSource.setURL("jdbc:postgresql://localhost:" + server.port() + "/plain?sslmode=disable");
				dataSource.setUser("app");
				dataSource.setPassword("secret");
				config.setDataSource(dataSource);
			};
		}

	}

}

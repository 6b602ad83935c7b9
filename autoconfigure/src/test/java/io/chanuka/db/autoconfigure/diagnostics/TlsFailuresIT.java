package io.chanuka.db.autoconfigure.diagnostics;

import java.time.Duration;
import java.time.Instant;

import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestCertificates;
import io.chanuka.db.testsupport.TlsServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts that fail because of encryption, on servers with and without it.
 */
class TlsFailuresIT {

	private static final TestCertificates CA = TestCertificates.authority("root");

	private static final String ROOT = "chanuka.db.ssl.root-certificate=";

	private static TlsServer tls;

	@BeforeAll
	static void startServer() {
		tls = TlsServer.start(CA, CA.sign("localhost"));
	}

	@AfterAll
	static void stopServer() {
		tls.close();
	}

	@Test
	void whenTheServerRequiresEncryptionThenTheModeIsNamed() {
		FailedStart failed = FailedStart.of(url("localhost", "encrypted"), "chanuka.db.ssl.mode=disable");
		assertThat(failed.description()).contains(
				"does not admit user app to database encrypted without encryption. (SQLSTATE 28000",
				"Server: no pg_hba.conf entry for host \"127.0.0.1\"", ", no encryption");
		assertThat(failed.action()).contains("hostssl encrypted app 127.0.0.1/32 scram-sha-256");
	}

	@Test
	void whenNoEntryOfTheServerMatchesAnEncryptedConnectionThenTheEntryIsShown() {
		FailedStart failed = FailedStart.of(url("localhost", "postgres"), "chanuka.db.ssl.mode=require");
		assertThat(failed.description()).contains("does not admit user app to database postgres with encryption.",
				"Server: no pg_hba.conf entry for host \"127.0.0.1\"", ", SSL encryption");
		assertThat(failed.action()).contains("hostssl postgres app 127.0.0.1/32 scram-sha-256",
				"chanuka.db.ssl.mode=disable");
	}

	@Test
	void whenAnotherAuthoritySignedTheCertificateThenItIsNotTrusted() {
		FailedStart failed = FailedStart.of(url("localhost", "encrypted"), "chanuka.db.ssl.mode=verify-ca",
				ROOT + TestCertificates.authority("other").certificatePem());
		assertThat(failed.description()).contains("is not signed by the configured root certificate.");
		assertThat(failed.action()).contains("openssl s_client -starttls postgres");
	}

	@Test
	void whenThereIsNoRootCertificateThenItsPropertyIsNamed() {
		FailedStart failed = FailedStart.of(url("localhost", "encrypted"), "chanuka.db.ssl.mode=verify-full");
		assertThat(failed.description()).contains("authority that Java trusts, and no root certificate is set.");
		assertThat(failed.action()).contains("chanuka.db.ssl.root-certificate");
	}

	@Test
	void whenTheCertificateIsForAnotherHostThenItsNamesAreShown() {
		FailedStart failed = FailedStart.of(url("127.0.0.1", "encrypted"), "chanuka.db.ssl.mode=verify-full",
				ROOT + CA.certificatePem());
		assertThat(failed.description()).contains("is not valid for the name 127.0.0.1.",
				"The certificate is valid for: localhost");
	}

	@Test
	void whenTheCertificateHasExpiredThenItIsToBeRenewed() {
		FailedStart failed = withCertificate(-9, -1);
		assertThat(failed.description()).contains(" has expired.");
		assertThat(failed.action()).startsWith("Renew the certificate of the server");
	}

	@Test
	void whenTheCertificateIsNotValidYetThenTheReasonIsShown() {
		FailedStart failed = withCertificate(1, 9);
		assertThat(failed.description()).startsWith("TLS with localhost:")
			.contains(" failed: SSL error: ", "(NotBefore: ");
		assertThat(failed.action()).contains("openssl s_client -starttls postgres");
	}

	@Test
	void whenTheServerHasNoTlsThenTheModeIsNamed() {
		FailedStart failed = FailedStart.of("chanuka.db.url=" + PostgresServer.newDatabase().migrationUrl(),
				"chanuka.db.ssl.mode=require");
		assertThat(failed.description()).contains("does not support TLS, and the application requires it.");
		assertThat(failed.action()).contains("chanuka.db.ssl.mode=disable");
	}

	private static FailedStart withCertificate(int firstDay, int lastDay) {
		Instant now = Instant.now();
		try (TlsServer server = TlsServer.start(CA,
				CA.sign("localhost", "RSA", now.plus(Duration.ofDays(firstDay)), now.plus(Duration.ofDays(lastDay))))) {
			return FailedStart.of("chanuka.db.url=" + server.url("encrypted"), "chanuka.db.ssl.mode=verify-full",
					ROOT + CA.certificatePem());
		}
	}

	private static String url(String host, String name) {
		return "chanuka.db.url=" + tls.url(host, name);
	}

}

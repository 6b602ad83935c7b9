package io.chanuka.db.transport;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.ssl.pem.PemContent;

/**
 * Reads certificates from PEM or DER.
 */
final class CertificateReader {

	private CertificateReader() {
	}

	/**
	 * Reads all certificates.
	 * @param content PEM or DER
	 * @return at least one certificate
	 * @throws CertificateException if there is none or one cannot be read
	 */
	static List<X509Certificate> read(byte[] content) throws CertificateException {
		if (TlsContent.isPem(content)) {
			return fromPem(new String(content, StandardCharsets.UTF_8));
		}
		List<X509Certificate> certificates = new ArrayList<>();
		CertificateFactory.getInstance("X.509")
			.generateCertificates(new ByteArrayInputStream(content))
			.forEach((certificate) -> certificates.add((X509Certificate) certificate));
		if (certificates.isEmpty()) {
			throw new CertificateException("no certificate in it");
		}
		return certificates;
	}

	private static List<X509Certificate> fromPem(String text) throws CertificateException {
		try {
			return PemContent.of(text).getCertificates();
		}
		catch (IllegalStateException | IllegalArgumentException ex) {
			throw new CertificateException(ex);
		}
	}

}

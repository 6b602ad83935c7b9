package io.chanuka.db.transport;

import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

import org.jspecify.annotations.Nullable;

/**
 * The names of hosts that the certificate of a server is valid for.
 */
final class CertificateNames {

	/**
	 * Kinds of subject alternative names that a host can have.
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6">RFC 5280</a>
	 */
	private static final List<Integer> HOSTS = List.of(2, 7);

	private CertificateNames() {
	}

	/**
	 * Reads the names.
	 * @param session a session whose handshake is complete
	 * @return the subject alternative names, or the subject where there are none
	 */
	static List<String> of(SSLSession session) {
		try {
			Certificate[] chain = session.getPeerCertificates();
			return (chain.length > 0 && chain[0] instanceof X509Certificate certificate) ? of(certificate) : List.of();
		}
		catch (SSLPeerUnverifiedException | CertificateParsingException ex) {
			return List.of();
		}
	}

	private static List<String> of(X509Certificate certificate) throws CertificateParsingException {
		@Nullable Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
		List<String> names = (alternatives != null) ? alternatives.stream()
			.filter((name) -> HOSTS.contains(name.get(0)))
			.map((name) -> String.valueOf(name.get(1)))
			.toList() : List.of();
		return names.isEmpty() ? List.of(certificate.getSubjectX500Principal().getName()) : names;
	}

}

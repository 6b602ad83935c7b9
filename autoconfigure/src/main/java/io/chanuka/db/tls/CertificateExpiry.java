package io.chanuka.db.tls;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The moment at which connections stop being possible because a certificate of ours is
 * over.
 *
 * @param subject whose certificate it is
 * @param notAfter its last moment
 */
public record CertificateExpiry(String subject, Instant notAfter) {

	/**
	 * Days before the end from which on it is worth a word.
	 */
	public static final int WARNING_DAYS = 30;

	/**
	 * The first certificate that will be missed. Of several authorities only the last one
	 * counts, because one that is left may be the one that is needed.
	 * @param material the certificates
	 * @return the expiry, or {@code null} if there is no certificate
	 */
	public static @Nullable CertificateExpiry of(TlsMaterial material) {
		Stream<X509Certificate> lastRoot = material.roots()
			.stream()
			.max(Comparator.comparing(X509Certificate::getNotAfter))
			.stream();
		return Stream.concat(lastRoot, material.chain().stream())
			.min(Comparator.comparing(X509Certificate::getNotAfter))
			.map((certificate) -> new CertificateExpiry(certificate.getSubjectX500Principal().getName(),
					certificate.getNotAfter().toInstant()))
			.orElse(null);
	}

	/**
	 * How long the certificate still holds.
	 * @param now the present
	 * @return whole days, negative if it is over
	 */
	public long daysLeft(Instant now) {
		return Duration.between(now, this.notAfter).toDays();
	}

}

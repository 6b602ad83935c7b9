package io.chanuka.db.tls;

import org.jspecify.annotations.Nullable;

/**
 * What the settings name as certificates and keys, not loaded yet. Each part is PEM text,
 * the same or DER in base64, or a location.
 *
 * @param rootCertificate the certificates of the authorities to trust
 * @param certificate the certificate of this client and those between it and its
 * authority
 * @param privateKey the key of this client
 * @param privateKeyPassword the password of that key
 * @param bundle the name of an SSL bundle that takes the place of all the others
 */
public record TlsReferences(@Nullable String rootCertificate, @Nullable String certificate, @Nullable String privateKey,
		@Nullable String privateKeyPassword, @Nullable String bundle) {

	/**
	 * Shows nothing of what may be a key.
	 */
	@Override
	public String toString() {
		return (this.bundle != null) ? "SSL bundle '" + this.bundle + "'" : "references to certificates and keys";
	}

}

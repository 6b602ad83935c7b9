package io.chanuka.db.settings;

import io.chanuka.db.tls.CertificateExpiry;
import io.chanuka.db.tls.SslMode;
import io.chanuka.db.tls.TlsMaterial;
import org.jspecify.annotations.Nullable;

/**
 * How the connections of one endpoint are encrypted and which authorities they trust.
 *
 * @param mode how much is demanded
 * @param material certificates and keys, possibly {@link TlsMaterial#NONE}
 * @param bundle the SSL bundle that the material was taken from and whose changes it
 * follows, or {@code null}
 * @param factory the driver's factory that is configured in the place of ours, which is
 * then all that counts, or {@code null}
 */
public record TlsSettings(Setting<SslMode> mode, TlsMaterial material, @Nullable String bundle,
		@Nullable String factory) {

	/**
	 * The certificate of ours that is over first.
	 * @return the expiry, or {@code null} if there is no certificate
	 */
	public @Nullable CertificateExpiry expiry() {
		return CertificateExpiry.of(this.material);
	}

	@Override
	public String toString() {
		String text = this.mode.value() + " (" + this.mode.origin() + ")";
		if (this.factory != null) {
			return text + " by " + this.factory;
		}
		boolean shown = this.mode.value().isVerified() || !this.material.equals(TlsMaterial.NONE);
		return (shown) ? text + ", " + this.material : text;
	}

}

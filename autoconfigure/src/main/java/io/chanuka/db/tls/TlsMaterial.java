package io.chanuka.db.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;

import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;

import org.jspecify.annotations.Nullable;

/**
 * Certificates and keys, loaded. They stay in memory and are never printed.
 *
 * @param roots the authorities to trust, empty for those of the JVM
 * @param trustManagers what trusts them, empty for the JVM's own
 * @param chain the certificate of this client first, empty if it has none
 * @param privateKey the key of this client, or {@code null} if it has none or does not
 * expose it
 * @param keyManagers what presents them, empty if there is nothing to present
 * @param protocols the versions of TLS that may be used, empty for the JVM's own
 * @param ciphers the cipher suites that may be used, empty for the JVM's own
 * @param description where all of this comes from, in words
 */
public record TlsMaterial(List<X509Certificate> roots, List<TrustManager> trustManagers, List<X509Certificate> chain,
		@Nullable PrivateKey privateKey, List<KeyManager> keyManagers, List<String> protocols, List<String> ciphers,
		String description) {

	/**
	 * No certificate and no key of our own.
	 */
	public static final TlsMaterial NONE = new TlsMaterial(List.of(), List.of(), List.of(), null, List.of(), List.of(),
			List.of(), "trust store of the JVM");

	public TlsMaterial {
		roots = List.copyOf(roots);
		trustManagers = List.copyOf(trustManagers);
		chain = List.copyOf(chain);
		keyManagers = List.copyOf(keyManagers);
		protocols = List.copyOf(protocols);
		ciphers = List.copyOf(ciphers);
	}

	/**
	 * A copy that names where it was configured.
	 * @param origins the properties and variables
	 * @return a copy
	 */
	public TlsMaterial from(String origins) {
		return new TlsMaterial(this.roots, this.trustManagers, this.chain, this.privateKey, this.keyManagers,
				this.protocols, this.ciphers, this.description + " (" + origins + ")");
	}

	/**
	 * Whether the trusted authorities are configured.
	 * @return {@code false} if it is those of the JVM
	 */
	public boolean hasOwnTrust() {
		return !this.trustManagers.isEmpty();
	}

	/**
	 * Whether other material has the same content. Managers that were created from the
	 * same certificates and keys are not equal.
	 * @param other the other material
	 * @return {@code true} if connections are encrypted in the same way
	 */
	public boolean isSame(TlsMaterial other) {
		return this.roots.equals(other.roots) && this.chain.equals(other.chain)
				&& Objects.equals(this.privateKey, other.privateKey)
				&& this.trustManagers.size() == other.trustManagers.size()
				&& this.keyManagers.size() == other.keyManagers.size() && this.protocols.equals(other.protocols)
				&& this.ciphers.equals(other.ciphers) && this.description.equals(other.description);
	}

	@Override
	public String toString() {
		return this.description;
	}

}

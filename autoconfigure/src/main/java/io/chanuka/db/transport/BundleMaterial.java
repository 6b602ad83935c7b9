package io.chanuka.db.transport;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;

import io.chanuka.db.tls.TlsMaterial;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;

/**
 * Takes from an SSL bundle what a connection to the database needs.
 */
final class BundleMaterial {

	private BundleMaterial() {
	}

	/**
	 * Converts.
	 * @param bundle the bundle
	 * @param description where it comes from, in words
	 * @return its certificates and keys
	 * @throws KeyStoreException if its stores cannot be asked
	 */
	static TlsMaterial of(SslBundle bundle, String description) throws KeyStoreException {
		SslStoreBundle stores = bundle.getStores();
		KeyStore trust = stores.getTrustStore();
		KeyStore keys = stores.getKeyStore();
		String alias = (keys != null) ? alias(keys, bundle.getKey().getAlias()) : null;
		List<TrustManager> trustManagers = (trust != null) ? List.of(bundle.getManagers().getTrustManagers())
				: List.of();
		List<KeyManager> keyManagers = (keys != null) ? List.of(bundle.getManagers().getKeyManagers()) : List.of();
		SslOptions options = bundle.getOptions();
		return new TlsMaterial(roots(trust), trustManagers, chain(keys, alias), key(bundle, keys, alias), keyManagers,
				list(options.getEnabledProtocols()), list(options.getCiphers()), description);
	}

	private static List<X509Certificate> roots(@Nullable KeyStore trust) throws KeyStoreException {
		List<X509Certificate> roots = new ArrayList<>();
		if (trust != null) {
			for (String alias : Collections.list(trust.aliases())) {
				if (trust.getCertificate(alias) instanceof X509Certificate certificate) {
					roots.add(certificate);
				}
			}
		}
		return roots;
	}

	/**
	 * The certificates of the first key in a store.
	 */
	static List<X509Certificate> chain(KeyStore keys) throws KeyStoreException {
		return chain(keys, alias(keys, null));
	}

	private static @Nullable String alias(KeyStore keys, @Nullable String chosen) throws KeyStoreException {
		if (chosen != null) {
			return chosen;
		}
		for (String alias : Collections.list(keys.aliases())) {
			if (keys.isKeyEntry(alias)) {
				return alias;
			}
		}
		return null;
	}

	private static List<X509Certificate> chain(@Nullable KeyStore keys, @Nullable String alias)
			throws KeyStoreException {
		List<X509Certificate> chain = new ArrayList<>();
		Certificate[] found = (keys != null && alias != null) ? keys.getCertificateChain(alias) : null;
		for (Certificate certificate : (found != null) ? found : new Certificate[0]) {
			if (certificate instanceof X509Certificate x509) {
				chain.add(x509);
			}
		}
		return chain;
	}

	/**
	 * Only needed to see whether it belongs to the certificate; a store need not expose
	 * it.
	 */
	private static @Nullable PrivateKey key(SslBundle bundle, @Nullable KeyStore keys, @Nullable String alias) {
		String password = (bundle.getKey().getPassword() != null) ? bundle.getKey().getPassword()
				: bundle.getStores().getKeyStorePassword();
		try {
			Key key = (keys != null && alias != null)
					? keys.getKey(alias, (password != null) ? password.toCharArray() : null) : null;
			return (key instanceof PrivateKey privateKey) ? privateKey : null;
		}
		catch (GeneralSecurityException ex) {
			return null;
		}
	}

	private static List<String> list(String @Nullable [] values) {
		return (values != null) ? List.of(values) : List.of();
	}

}

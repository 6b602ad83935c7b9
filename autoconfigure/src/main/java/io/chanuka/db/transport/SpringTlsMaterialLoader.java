package io.chanuka.db.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.chanuka.db.tls.InvalidTlsMaterialException;
import io.chanuka.db.tls.TlsMaterial;
import io.chanuka.db.tls.TlsMaterialLoader;
import io.chanuka.db.tls.TlsProblem;
import io.chanuka.db.tls.TlsProblem.Part;
import io.chanuka.db.tls.TlsReferences;
import io.chanuka.db.transport.PrivateKeyReader.UnreadableKeyException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.core.io.ResourceLoader;

/**
 * Loads certificates and keys with Spring Boot's readers, and SSL bundles by their name.
 */
public final class SpringTlsMaterialLoader implements TlsMaterialLoader {

	private final TlsContent content;

	private final @Nullable SslBundles bundles;

	/**
	 * Create a new instance.
	 * @param resources finds locations
	 * @param bundles the SSL bundles, or {@code null} if there are none
	 */
	public SpringTlsMaterialLoader(ResourceLoader resources, @Nullable SslBundles bundles) {
		this.content = new TlsContent(resources);
		this.bundles = bundles;
	}

	@Override
	public TlsMaterial load(TlsReferences references) throws InvalidTlsMaterialException {
		List<TlsProblem> problems = new ArrayList<>();
		TlsMaterial material = TlsMaterial.NONE;
		try {
			material = (references.bundle() != null) ? fromBundle(references.bundle())
					: fromParts(references, problems);
			if (problems.isEmpty()) {
				return material;
			}
		}
		catch (KeyStoreException | RuntimeException ex) {
			problems.add(new TlsProblem((references.bundle() != null) ? Part.BUNDLE : Part.CERTIFICATE,
					"it cannot be used: " + ex.getMessage(), "Correct it."));
		}
		throw new InvalidTlsMaterialException(problems, material);
	}

	private TlsMaterial fromBundle(String name) throws KeyStoreException, InvalidTlsMaterialException {
		try {
			if (this.bundles != null) {
				return BundleMaterial.of(this.bundles.getBundle(name), "SSL bundle '" + name + "'");
			}
		}
		catch (NoSuchSslBundleException ex) {
			// Reported below.
		}
		throw new InvalidTlsMaterialException(
				List.of(new TlsProblem(Part.BUNDLE, "there is no SSL bundle named '" + name + "'",
						"Define it below spring.ssl.bundle.pem." + name + " or spring.ssl.bundle.jks." + name + ".")));
	}

	private TlsMaterial fromParts(TlsReferences references, List<TlsProblem> problems) throws KeyStoreException {
		List<X509Certificate> roots = certificates(Part.ROOT_CERTIFICATE, references.rootCertificate(), problems);
		List<X509Certificate> chain = certificates(Part.CERTIFICATE, references.certificate(), problems);
		byte[] keyContent = read(Part.PRIVATE_KEY, references.privateKey(), problems);
		boolean isStore = keyContent != null && PrivateKeyReader.isPkcs12(keyContent);
		KeyStore store = (keyContent != null && isStore) ? pkcs12(keyContent, references.privateKeyPassword(), problems)
				: null;
		PrivateKey key = (keyContent != null && !isStore) ? key(keyContent, references.privateKeyPassword(), problems)
				: null;
		if (!isStore) {
			demandPair(references, problems);
		}
		if (!problems.isEmpty()) {
			return new TlsMaterial(roots, List.of(), chain, key, List.of(), List.of(), List.of(), "");
		}
		KeyStore trusted = roots.isEmpty() ? null
				: new PemSslStoreBundle(null, PemSslStore.of(roots, null)).getTrustStore();
		KeyStore keys = (key != null) ? new PemSslStoreBundle(PemSslStore.of(chain, key), null).getKeyStore() : store;
		String password = (store != null) ? references.privateKeyPassword() : null;
		return BundleMaterial.of(SslBundle.of(SslStoreBundle.of(keys, password, trusted)),
				TlsMaterialDescription.of(roots, (store != null) ? BundleMaterial.chain(store) : chain));
	}

	private static void demandPair(TlsReferences references, List<TlsProblem> problems) {
		if (references.certificate() != null && references.privateKey() == null) {
			problems.add(new TlsProblem(Part.CERTIFICATE, "there is no private key to it",
					"Set chanuka.db.ssl.private-key."));
		}
		if (references.certificate() == null && references.privateKey() != null) {
			problems.add(new TlsProblem(Part.PRIVATE_KEY, "there is no certificate to it",
					"Set chanuka.db.ssl.certificate."));
		}
		if (references.privateKey() == null && references.privateKeyPassword() != null) {
			problems.add(new TlsProblem(Part.PRIVATE_KEY_PASSWORD, "there is no private key that it decrypts",
					"Set chanuka.db.ssl.private-key, or remove the password."));
		}
	}

	private List<X509Certificate> certificates(Part part, @Nullable String reference, List<TlsProblem> problems) {
		byte[] bytes = read(part, reference, problems);
		try {
			return (bytes != null) ? CertificateReader.read(bytes) : List.of();
		}
		catch (CertificateException ex) {
			problems.add(new TlsProblem(part, "it is no certificate in PEM or DER",
					"Check that it is whole, and that it is the certificate and not the key."));
			return List.of();
		}
	}

	private byte @Nullable [] read(Part part, @Nullable String reference, List<TlsProblem> problems) {
		try {
			return (reference != null) ? this.content.read(reference) : null;
		}
		catch (IOException ex) {
			problems.add(new TlsProblem(part, String.valueOf(ex.getMessage()),
					"Give PEM text, base64 of it, or the location of a file that this process may read."));
			return null;
		}
	}

	private static @Nullable PrivateKey key(byte[] content, @Nullable String password, List<TlsProblem> problems) {
		try {
			return PrivateKeyReader.read(content, password);
		}
		catch (UnreadableKeyException ex) {
			problems.add(ex.problem());
			return null;
		}
	}

	private static boolean isKey(KeyStore store, String alias) {
		try {
			return store.isKeyEntry(alias);
		}
		catch (KeyStoreException ex) {
			return false;
		}
	}

	private static @Nullable KeyStore pkcs12(byte[] content, @Nullable String password, List<TlsProblem> problems) {
		try {
			KeyStore store = KeyStore.getInstance("PKCS12");
			store.load(new ByteArrayInputStream(content), (password != null) ? password.toCharArray() : new char[0]);
			if (Collections.list(store.aliases()).stream().noneMatch((alias) -> isKey(store, alias))) {
				problems.add(new TlsProblem(Part.PRIVATE_KEY, "the PKCS#12 store has no private key that Java can read",
						"Export it with the key, encrypted with a password: openssl pkcs12 -export."));
			}
			return store;
		}
		catch (IOException | GeneralSecurityException ex) {
			problems.add(new TlsProblem(Part.PRIVATE_KEY_PASSWORD, "the password does not open the PKCS#12 store",
					"Set chanuka.db.ssl.private-key-password to the store's password."));
			return null;
		}
	}

}

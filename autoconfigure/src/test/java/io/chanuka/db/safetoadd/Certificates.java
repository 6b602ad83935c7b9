package io.chanuka.db.safetoadd;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import io.chanuka.db.testsupport.TestCertificates;

/**
 * The certificates of all servers. Neon's hosts have one of a public authority, which the
 * JVM trusts; all others one of an authority of their own.
 */
final class Certificates {

	static final String PASSWORD = "changeit";

	private final TestCertificates publicAuthority = TestCertificates.authority("public");

	private final TestCertificates otherAuthority = TestCertificates.authority("other");

	private final Map<String, SSLContext> contexts = new ConcurrentHashMap<>();

	SSLContext context(String host) {
		return this.contexts.computeIfAbsent(host, this::create);
	}

	private SSLContext create(String host) {
		TestCertificates authority = host.endsWith(".neon.tech") ? this.publicAuthority : this.otherAuthority;
		TestCertificates own = authority.sign(host, "EC", Instant.now().minus(1, ChronoUnit.DAYS),
				Instant.now().plus(1, ChronoUnit.DAYS));
		try {
			KeyStore store = store();
			store.setKeyEntry("server", own.privateKey(), PASSWORD.toCharArray(),
					new Certificate[] { own.certificate(), authority.certificate() });
			KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			keys.init(store, PASSWORD.toCharArray());
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(keys.getKeyManagers(), null, null);
			return context;
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Writes the trust store of the JVM.
	 */
	Path trustStore(Path file) throws IOException {
		try (OutputStream output = Files.newOutputStream(file)) {
			KeyStore store = store();
			store.setCertificateEntry("public", this.publicAuthority.certificate());
			store.store(output, PASSWORD.toCharArray());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
		return file;
	}

	/**
	 * The certificate of the authority that no JVM trusts.
	 */
	String otherAuthorityPem() {
		return this.otherAuthority.certificatePem();
	}

	private static KeyStore store() throws GeneralSecurityException, IOException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		return store;
	}

}

package io.chanuka.db.transport;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.List;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

import io.chanuka.db.settings.TlsSettings;
import io.chanuka.db.tls.TlsMaterial;
import org.jspecify.annotations.Nullable;
import org.postgresql.ssl.NonValidatingFactory.NonValidatingTM;

/**
 * Encrypts sockets with the certificates and keys that are in use now.
 */
final class SocketEncryption {

	private final TlsSettings settings;

	private final Object lock = new Object();

	private volatile TlsMaterial material;

	private volatile @Nullable SSLContext context;

	private volatile List<String> refusedNames = List.of();

	SocketEncryption(TlsSettings settings) {
		this.settings = settings;
		this.material = settings.material();
	}

	TlsMaterial material() {
		return this.material;
	}

	/**
	 * Notes the names of a certificate that is not valid for its host.
	 */
	void refused(List<String> names) {
		this.refusedNames = names;
	}

	/**
	 * The names of the last certificate that was not valid for its host.
	 */
	List<String> refusedNames() {
		return this.refusedNames;
	}

	void renew(TlsMaterial renewed) throws GeneralSecurityException {
		SSLContext created = create(renewed);
		// Not while the first context is being made, which would then replace this one.
		synchronized (this.lock) {
			this.context = created;
			this.material = renewed;
		}
	}

	Socket encrypt(Socket socket, String host, int port, boolean autoClose) throws IOException {
		SSLSocket encrypted = (SSLSocket) context().getSocketFactory().createSocket(socket, host, port, autoClose);
		TlsMaterial used = this.material;
		if (!used.protocols().isEmpty()) {
			encrypted.setEnabledProtocols(used.protocols().toArray(String[]::new));
		}
		if (!used.ciphers().isEmpty()) {
			encrypted.setEnabledCipherSuites(used.ciphers().toArray(String[]::new));
		}
		return encrypted;
	}

	/**
	 * Made when first needed: reading the JVM's trust store takes a while.
	 */
	SSLContext context() throws IOException {
		SSLContext present = this.context;
		if (present != null) {
			return present;
		}
		synchronized (this.lock) {
			try {
				SSLContext created = (this.context != null) ? this.context : create(this.material);
				this.context = created;
				return created;
			}
			catch (GeneralSecurityException ex) {
				throw new IOException("TLS cannot be set up: " + ex.getMessage(), ex);
			}
		}
	}

	private SSLContext create(TlsMaterial from) throws GeneralSecurityException {
		SSLContext created = SSLContext.getInstance("TLS");
		created.init(from.keyManagers().toArray(KeyManager[]::new), trust(from), null);
		return created;
	}

	/**
	 * Without any of ours, Java trusts those of the JVM.
	 */
	private TrustManager @Nullable [] trust(TlsMaterial from) {
		if (!this.settings.mode().value().isVerified()) {
			return new TrustManager[] { new NonValidatingTM() };
		}
		return from.hasOwnTrust() ? from.trustManagers().toArray(TrustManager[]::new) : null;
	}

}

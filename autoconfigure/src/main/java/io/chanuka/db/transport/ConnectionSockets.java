package io.chanuka.db.transport;

import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.chanuka.db.settings.TlsSettings;
import io.chanuka.db.tls.CertificateExpiry;
import io.chanuka.db.tls.SslMode;
import io.chanuka.db.tls.TlsMaterial;
import io.chanuka.db.url.PostgresUrl;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

/**
 * Encrypts the sockets of one endpoint. The driver creates its factory by class name and
 * copies only texts, so it finds this object by a key.
 */
public final class ConnectionSockets {

	private final TlsSettings settings;

	private final SocketEncryption encryption;

	private final String key;

	private final List<Runnable> renewals = new CopyOnWriteArrayList<>();

	private ConnectionSockets(TlsSettings settings) {
		this.settings = settings;
		this.encryption = new SocketEncryption(settings);
		this.key = SocketRegistry.register(this.encryption);
	}

	/**
	 * Creates the sockets of an endpoint.
	 * @param settings how they are encrypted
	 * @return the sockets; none is opened yet
	 */
	public static ConnectionSockets of(TlsSettings settings) {
		return new ConnectionSockets(settings);
	}

	/**
	 * What makes the driver encrypt its sockets here.
	 * @return properties of the driver, without secrets; they are valid as long as this
	 * object is referenced
	 */
	public Map<String, String> driverProperties() {
		Map<String, String> properties = new TreeMap<>();
		properties.put(PGProperty.SSL_MODE.getName(), this.settings.mode().value().toString());
		if (this.settings.factory() != null) {
			properties.put(PGProperty.SSL_FACTORY.getName(), this.settings.factory());
		}
		else if (this.settings.mode().value() != SslMode.DISABLE) {
			properties.put(PGProperty.SSL_FACTORY.getName(), RegisteredSslSocketFactory.class.getName());
			properties.put(PGProperty.SSL_FACTORY_ARG.getName(), this.key);
			if (this.settings.mode().value() == SslMode.VERIFY_FULL) {
				properties.put(PGProperty.SSL_HOSTNAME_VERIFIER.getName(), RegisteredHostnameVerifier.class.getName());
			}
		}
		return properties;
	}

	/**
	 * A URL whose connections are encrypted here, whatever opens them.
	 * @param url where to connect to
	 * @return a copy with the properties as parameters
	 */
	public PostgresUrl secured(PostgresUrl url) {
		Map<String, String> parameters = new LinkedHashMap<>(driverProperties());
		parameters.putAll(url.parameters());
		return url.withParameters(parameters);
	}

	/**
	 * Uses other certificates and keys for whatever is opened from now on.
	 * @param renewed the material, checked already
	 * @throws GeneralSecurityException if it cannot be used; the one before stays
	 */
	void renew(TlsMaterial renewed) throws GeneralSecurityException {
		this.encryption.renew(renewed);
		this.renewals.forEach(Runnable::run);
	}

	/**
	 * Registers what to do when connections that are open use certificates that have been
	 * replaced.
	 * @param renewal the callback
	 */
	public void onRenewal(Runnable renewal) {
		this.renewals.add(renewal);
	}

	/**
	 * The certificate of ours that is over first, of those in use now.
	 * @return the expiry, or {@code null} if there is no certificate
	 */
	public @Nullable CertificateExpiry expiry() {
		return CertificateExpiry.of(this.encryption.material());
	}

	/**
	 * The names of the last certificate that was not valid for its host.
	 * @return the names, empty if there was none or it has none
	 */
	public List<String> refusedNames() {
		return this.encryption.refusedNames();
	}

	/**
	 * How the connections are encrypted.
	 * @return the settings, with the material that was used first
	 */
	public TlsSettings settings() {
		return this.settings;
	}

	@Override
	public String toString() {
		return "sockets, " + this.settings;
	}

}

package io.chanuka.db.transport;

import java.util.Properties;

import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLSession;

import org.postgresql.PGProperty;
import org.postgresql.ssl.PGjdbcHostnameVerifier;

/**
 * Compares names as the driver does, and notes which ones a certificate has that is not
 * valid for the host. For the driver, which creates it by its name.
 */
public final class RegisteredHostnameVerifier implements HostnameVerifier {

	private final SocketEncryption sockets;

	/**
	 * Create a new instance.
	 * @param driver the properties of the connection, with the key of the endpoint's
	 * sockets
	 */
	public RegisteredHostnameVerifier(Properties driver) {
		this.sockets = SocketRegistry.find(PGProperty.SSL_FACTORY_ARG.getOrDefault(driver));
	}

	@Override
	public boolean verify(String host, SSLSession session) {
		boolean valid = PGjdbcHostnameVerifier.INSTANCE.verify(host, session);
		if (!valid) {
			this.sockets.refused(CertificateNames.of(session));
		}
		return valid;
	}

}

package io.chanuka.db.pool;

import java.security.cert.CertPathBuilderException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;

import io.chanuka.db.provider.CertificateAuthority;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.TlsSettings;

/**
 * A connection was not opened because the two ends could not agree on its encryption, or
 * one of them does not trust the other.
 */
public final class TlsRefusedException extends SQLNonTransientConnectionException {

	private static final long serialVersionUID = 1L;

	private static final String ROOT = "chanuka.db.ssl.root-certificate";

	private final String action;

	private TlsRefusedException(String message, String action, SQLException cause) {
		super(message, cause.getSQLState(), cause);
		this.action = action;
	}

	/**
	 * Explains a failure.
	 * @param failure what the driver threw
	 * @param endpoint where it happened
	 * @param tls how the connection was to be encrypted
	 * @return an exception with the same SQLSTATE
	 */
	static TlsRefusedException of(SQLException failure, EndpointSettings endpoint, TlsSettings tls) {
		String host = endpoint.url().value().firstHost().toString();
		String demanded = tls.mode().value() + " (" + tls.mode().origin() + ")";
		if (ConnectionFailure.isTlsUnsupported(failure)) {
			return new TlsRefusedException("The server at " + host + " does not speak TLS, and the mode is " + demanded,
					"Turn TLS on at the server, or set chanuka.db.ssl.mode=disable if nobody can listen on the way to it.",
					failure);
		}
		if (ConnectionFailure.has(failure, CertPathBuilderException.class)) {
			return new TlsRefusedException("The certificate of the server at " + host
					+ " is not signed by an authority that is trusted here: " + tls, unknownAuthority(endpoint, tls),
					failure);
		}
		if (ConnectionFailure.isNameRefused(failure)) {
			return new TlsRefusedException(
					"The certificate of the server is not made for the name "
							+ endpoint.url().value().firstHost().host(),
					"Connect by a name that the certificate is made for, or set chanuka.db.ssl.mode=verify-ca to do "
							+ "without the comparison of names.",
					failure);
		}
		return new TlsRefusedException(
				"TLS with the server at " + host + " failed, the mode is " + demanded + ": " + failure.getMessage(),
				"Compare what the server demands with the properties below chanuka.db.ssl.", failure);
	}

	private static String unknownAuthority(EndpointSettings endpoint, TlsSettings tls) {
		if (tls.material().hasOwnTrust()) {
			return "The authority that is given is another one: replace it by the server's, " + tls.material() + ".";
		}
		CertificateAuthority authority = endpoint.provider().traits().certificateAuthority();
		String advice = (authority.advice() != null) ? authority.advice()
				: "Get the certificate of the server's authority from whoever runs it.";
		return advice + " Then set " + ROOT + " or the variable DB_SSL_CA to it.";
	}

	/**
	 * What the reader can do about it.
	 * @return a sentence or two
	 */
	public String action() {
		return this.action;
	}

}

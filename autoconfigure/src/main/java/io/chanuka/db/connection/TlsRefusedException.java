package io.chanuka.db.connection;

import java.security.cert.CertificateExpiredException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.List;
import java.util.stream.Collectors;

import io.chanuka.db.provider.CertificateAuthority;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.TlsSettings;
import io.chanuka.db.url.HostAndPort;

/**
 * A connection was not opened because client and server could not agree on its
 * encryption, or one of them does not trust the other.
 */
public final class TlsRefusedException extends SQLNonTransientConnectionException implements ClassifiedFailure {

	private static final long serialVersionUID = 1L;

	private static final String ROOT = "chanuka.db.ssl.root-certificate";

	private static final int SHOWN_NAMES = 10;

	private final Reason reason;

	private final String action;

	private final String validFor;

	private TlsRefusedException(Reason reason, String message, String action, String validFor, SQLException cause) {
		super(message, cause.getSQLState(), cause);
		this.validFor = validFor;
		this.reason = reason;
		this.action = action;
	}

	/**
	 * Explains a failure.
	 * @param failure what the driver threw
	 * @param endpoint where it happened
	 * @param tls how the connection was to be encrypted
	 * @param names the names that the certificate is valid for, if the name was refused
	 * @return an exception with the same SQLSTATE
	 */
	public static TlsRefusedException of(SQLException failure, EndpointSettings endpoint, TlsSettings tls,
			List<String> names) {
		String hosts = hosts(endpoint);
		String required = tls.mode().value() + " (" + tls.mode().origin() + ")";
		if (ConnectionFailure.isTlsUnsupported(failure)) {
			return new TlsRefusedException(Reason.UNSUPPORTED,
					"The server at " + hosts + " does not support TLS, and the mode is " + required,
					"Switch TLS on at the server, or set chanuka.db.ssl.mode=disable if the network is trusted."
							+ environment(tls),
					"", failure);
		}
		if (ConnectionFailure.isAuthorityUnknown(failure)) {
			return new TlsRefusedException(tls.material().hasOwnTrust() ? Reason.UNTRUSTED : Reason.NO_ROOT,
					"The certificate of the server at " + hosts + " is not signed by a trusted authority: " + tls,
					unknownAuthority(endpoint, tls) + environment(tls), "", failure);
		}
		if (ConnectionFailure.isNameRefused(failure)) {
			String validFor = validFor(names);
			return new TlsRefusedException(Reason.WRONG_NAME,
					"The certificate of the server is not valid for the name " + endpoint.hostNames()
							+ (validFor.isEmpty() ? "" : ", but for " + validFor),
					"Connect by a name that the certificate is valid for, or set chanuka.db.ssl.mode=verify-ca, with which "
							+ "the name is not compared." + environment(tls),
					validFor, failure);
		}
		boolean expired = ConnectionFailure.has(failure, CertificateExpiredException.class);
		return new TlsRefusedException(expired ? Reason.EXPIRED : Reason.OTHER,
				"TLS with the server at " + hosts + " failed, the mode is " + required + ": " + failure.getMessage(),
				(expired ? "Renew the certificate of the server; no mode that verifies it accepts one that has expired."
						: "Compare what the server requires with the properties below chanuka.db.ssl.")
						+ environment(tls),
				"", failure);
	}

	private static String hosts(EndpointSettings endpoint) {
		return endpoint.hosts().stream().map(HostAndPort::toString).collect(Collectors.joining(", "));
	}

	/**
	 * The names are the server's, and may be any text.
	 */
	private static String validFor(List<String> names) {
		String shown = names.stream().limit(SHOWN_NAMES).map(EscapedText::of).collect(Collectors.joining(", "));
		int more = names.size() - SHOWN_NAMES;
		return (more > 0) ? shown + " (number of others: " + more + ")" : shown;
	}

	private static String unknownAuthority(EndpointSettings endpoint, TlsSettings tls) {
		if (tls.material().hasOwnTrust()) {
			return "Set " + ((tls.bundle() != null) ? "the trust store of chanuka.db.ssl.bundle" : ROOT)
					+ " to the certificate of the authority that signed the server's. The configured one, "
					+ tls.material() + ", is another authority's, or an earlier one of the same name.";
		}
		CertificateAuthority authority = endpoint.certificateAuthority();
		String certificate = (authority.advice() != null)
				? authority.advice() + " Then set " + ROOT + " or the variable DB_SSL_CA to it."
				: "Set " + ROOT + " or the variable DB_SSL_CA to the certificate of the server's authority, which its "
						+ "provider or operator has.";
		return certificate + " Or set chanuka.db.ssl.mode=require: connections are still encrypted, but any "
				+ "server on the network path could answer in its place.";
	}

	/**
	 * A guess may be wrong.
	 */
	private static String environment(TlsSettings tls) {
		return tls.mode().origin().isGuess() ? " If this is not production, set chanuka.db.environment." : "";
	}

	/**
	 * Why the encryption was refused.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * What the reader can do about it.
	 * @return a sentence or two
	 */
	public String action() {
		return this.action;
	}

	/**
	 * The names that the certificate is valid for, where the name of the host was
	 * refused.
	 * @return the names, separated by commas, empty if they are not known
	 */
	public String validFor() {
		return this.validFor;
	}

	@Override
	public FailureKind kind() {
		return FailureKind.TLS;
	}

	/**
	 * Why encryption was refused.
	 */
	public enum Reason {

		/**
		 * The server does not support TLS.
		 */
		UNSUPPORTED,

		/**
		 * Another authority has signed the certificate than the configured one.
		 */
		UNTRUSTED,

		/**
		 * No authority that the JVM trusts has signed the certificate, and no other is
		 * configured.
		 */
		NO_ROOT,

		/**
		 * The certificate of the server has expired.
		 */
		EXPIRED,

		/**
		 * The certificate of the server is for another name.
		 */
		WRONG_NAME,

		/**
		 * Anything else.
		 */
		OTHER

	}

}

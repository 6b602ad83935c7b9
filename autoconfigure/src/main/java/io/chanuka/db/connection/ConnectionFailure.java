package io.chanuka.db.connection;

import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.SignatureException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import javax.net.ssl.SSLException;
import javax.security.auth.login.LoginException;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.GT;

/**
 * A failed attempt to open a connection, classified by SQLSTATE and cause.
 *
 * @param kind why it failed
 * @param sqlState the SQLSTATE, or {@code null} if there is none
 * @param at when it failed, to the millisecond
 */
public record ConnectionFailure(FailureKind kind, @Nullable String sqlState, Instant at) {

	/**
	 * The driver's message, before it is translated.
	 */
	private static final String TLS_REFUSED = "The server does not support SSL.";

	private static final String NAME_REFUSED = "The hostname {0} could not be verified by hostnameverifier {1}.";

	/**
	 * Classifies a failure.
	 * @param failure what the driver threw
	 * @return the failure, at this moment
	 */
	public static ConnectionFailure of(SQLException failure) {
		return new ConnectionFailure(kind(failure), failure.getSQLState(),
				Instant.now().truncatedTo(ChronoUnit.MILLIS));
	}

	private static FailureKind kind(SQLException failure) {
		if (failure instanceof ClassifiedFailure classified) {
			return classified.kind();
		}
		if (has(failure, UnknownHostException.class)) {
			return FailureKind.UNKNOWN_HOST;
		}
		if (isTls(failure)) {
			return FailureKind.TLS;
		}
		if (has(failure, SocketTimeoutException.class)) {
			return FailureKind.TIMEOUT;
		}
		String state = (failure.getSQLState() != null) ? failure.getSQLState() : "";
		return switch (state) {
			// The driver's login timeout has the state of an unreachable server, no
			// cause.
			case "08001" -> (failure.getCause() != null) ? FailureKind.UNREACHABLE : FailureKind.TIMEOUT;
			case "08P01" -> FailureKind.PROTOCOL;
			case "3D000" -> FailureKind.UNKNOWN_DATABASE;
			case "42501" -> FailureKind.PRIVILEGE;
			case "53300" -> FailureKind.TOO_MANY_CONNECTIONS;
			case "57P01", "57P02", "57P03" -> FailureKind.NOT_ACCEPTING;
			// The driver's own state for a refusal, of TLS as of credentials.
			case "08004" -> isTlsUnsupported(failure) ? FailureKind.TLS : FailureKind.AUTHENTICATION;
			default -> kindOfClass(state);
		};
	}

	/**
	 * A failed login of Kerberos is about security, but not about encryption.
	 */
	private static boolean isTls(SQLException failure) {
		return has(failure, SSLException.class) || isNameRefused(failure)
				|| (has(failure, GeneralSecurityException.class) && !has(failure, LoginException.class));
	}

	private static FailureKind kindOfClass(String state) {
		if (state.startsWith("28")) {
			return FailureKind.AUTHENTICATION;
		}
		// A setting of the session that the server does not know or whose value is wrong.
		if (state.startsWith("22") || state.startsWith("42")) {
			return FailureKind.PROTOCOL;
		}
		return state.startsWith("08") ? FailureKind.UNREACHABLE : FailureKind.OTHER;
	}

	static boolean isTlsUnsupported(SQLException failure) {
		return GT.tr(TLS_REFUSED).equals(failure.getMessage());
	}

	/**
	 * The driver compares the name itself, after the handshake, and gives no cause.
	 */
	static boolean isNameRefused(SQLException failure) {
		String expected = GT.tr(NAME_REFUSED, "\0", "\0");
		return failure.getMessage() != null
				&& failure.getMessage().startsWith(expected.substring(0, expected.indexOf('\0')));
	}

	/**
	 * A root certificate of the right name and another key fails only when the signature
	 * is verified.
	 */
	static boolean isAuthorityUnknown(SQLException failure) {
		return has(failure, CertPathBuilderException.class) || (has(failure, CertPathValidatorException.class)
				&& (has(failure, SignatureException.class) || has(failure, InvalidKeyException.class)));
	}

	static boolean has(Throwable failure, Class<? extends Throwable> type) {
		int depth = 0;
		for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause()) {
			if (type.isInstance(cause)) {
				return true;
			}
			depth++;
		}
		return false;
	}

}

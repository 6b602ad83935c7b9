package io.chanuka.db.startup;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Locale;

import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.url.Redactor;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * A failed attempt to connect in a few words, for the end of a line.
 */
final class FailureReason {

	private FailureReason() {
	}

	/**
	 * Describes a failure: what the server answered, else what the operating system
	 * reported.
	 * @param kind its kind
	 * @param failure what was thrown
	 * @return such as {@code connection refused}, without secrets
	 */
	static String of(FailureKind kind, SQLException failure) {
		String answer = answer(failure);
		if (answer != null) {
			return Redactor.redactText(answer.strip());
		}
		return switch (kind) {
			case UNKNOWN_HOST -> "unknown host";
			case TIMEOUT -> "no answer in time";
			case NO_IPV6 -> "the host has an IPv6 address only, and this machine has none";
			case UNREACHABLE -> network(failure);
			case NOT_ACCEPTING, TOO_MANY_CONNECTIONS, TLS, AUTHENTICATION, UNKNOWN_DATABASE, PRIVILEGE, PROTOCOL,
					OTHER ->
				text(failure, kind.toString());
		};
	}

	private static @Nullable String answer(SQLException failure) {
		ServerErrorMessage message = (failure instanceof PSQLException ofDriver) ? ofDriver.getServerErrorMessage()
				: null;
		return (message != null) ? message.getMessage() : null;
	}

	/**
	 * The message of the operating system, without the text that the JDK puts behind it.
	 */
	private static String network(SQLException failure) {
		Throwable cause = failure;
		for (int depth = 0; cause.getCause() != null && depth < 20; depth++) {
			cause = cause.getCause();
		}
		if (cause instanceof ConnectException && cause.getMessage() != null) {
			return cause.getMessage().replaceAll(" \\(.*", "").toLowerCase(Locale.ROOT);
		}
		return (cause instanceof UnknownHostException) ? "unknown host" : text(cause, "connection failed");
	}

	private static String text(Throwable failure, String otherwise) {
		String message = failure.getMessage();
		return (message != null && !message.isBlank()) ? Redactor.redactText(message.strip()) : otherwise;
	}

}

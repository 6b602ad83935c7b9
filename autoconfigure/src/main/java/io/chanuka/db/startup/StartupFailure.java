package io.chanuka.db.startup;

import java.sql.SQLException;
import java.time.Duration;

import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.url.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * Why an endpoint has not accepted its first connection: the last failed attempt, and
 * what was tried until then. Clean of secrets, except for messages of the server in the
 * cause, which has to be redacted.
 *
 * @param role the endpoint that was requested; where both are the same, the first one
 * @param server the first address of the endpoint
 * @param url the URL of the endpoint without user information, secrets redacted
 * @param user the user of the connection, or {@code null} if none is known
 * @param kind why the last attempt failed
 * @param cause what the last attempt threw
 * @param attempts how many attempts have failed
 * @param duration how long it has been tried
 * @param end whether the endpoint is still tried, and if not, why
 */
public record StartupFailure(EndpointRole role, HostAndPort server, String url, @Nullable String user, FailureKind kind,
		SQLException cause, int attempts, Duration duration, End end) {

	/**
	 * Whether an endpoint is still tried.
	 */
	public enum End {

		/**
		 * It is: the next attempt can succeed.
		 */
		NONE,

		/**
		 * It is not: a retry cannot succeed without a change of the configuration or the
		 * server.
		 */
		PERMANENT,

		/**
		 * It is not: {@code chanuka.db.startup.timeout} or
		 * {@code chanuka.db.startup.max-attempts} has been reached.
		 */
		EXHAUSTED

	}

	/**
	 * Whether time or attempts ran out.
	 * @return {@code false} also while the endpoint is still tried
	 */
	public boolean timedOut() {
		return this.end == End.EXHAUSTED;
	}

	/**
	 * Whether a retry cannot succeed.
	 * @return {@code true} if the configuration or the server has to be changed
	 */
	public boolean permanent() {
		return this.end == End.PERMANENT;
	}

	/**
	 * The same after the last attempt.
	 */
	StartupFailure ended() {
		return new StartupFailure(this.role, this.server, this.url, this.user, this.kind, this.cause, this.attempts,
				this.duration, permanent() ? End.PERMANENT : End.EXHAUSTED);
	}

	/**
	 * The last failure in a few words.
	 * @return such as {@code connection refused}, without secrets
	 */
	public String reason() {
		return FailureReason.of(this.kind, this.cause);
	}

	/**
	 * What happened, in one sentence.
	 * @return such as {@code Failed to connect to db.example.com:5432 after 5 attempts:
	 * connection refused}
	 */
	public String message() {
		return "Failed to connect to " + this.server + " after " + this.attempts
				+ ((this.attempts == 1) ? " attempt: " : " attempts: ") + reason();
	}

}

package io.chanuka.db.autoconfigure.diagnostics.failure;

import java.sql.SQLException;

import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.TlsSettings;
import io.chanuka.db.url.Redactor;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * A failed start and the endpoint where it failed.
 *
 * @param thrown what ended the start
 * @param error the error of the driver or the server
 * @param role the endpoint
 * @param settings all settings
 * @param kind why a connection could not be opened, if that is what failed
 * @param opening whether a connection could not be opened; else a statement failed
 * @param attempts what was attempted before, a clause such as {@code after 5 attempts},
 * or an empty text
 * @param server asks the server what its errors do not contain
 */
public record DatabaseFailure(Throwable thrown, SQLException error, Role role, DatabaseSettings settings,
		FailureKind kind, boolean opening, String attempts, ServerInquiry server) {

	/**
	 * The endpoint that has failed.
	 * @return its settings
	 */
	public EndpointSettings endpoint() {
		return this.role.endpoint(this.settings);
	}

	/**
	 * How its connections are encrypted.
	 * @return the settings of TLS
	 */
	public TlsSettings tls() {
		return this.role.tls(this.settings);
	}

	/**
	 * The address in the URL.
	 * @return such as {@code db.example.com:5432}
	 */
	public String address() {
		return this.endpoint().firstHost().toString();
	}

	/**
	 * The user of the connections.
	 * @return its name, or the words for none
	 */
	public String user() {
		String user = endpoint().username();
		return (user != null) ? user : "(no user)";
	}

	/**
	 * The database.
	 * @return its name; without one in the URL it is the user's
	 */
	public String database() {
		String database = endpoint().postgresUrl().database();
		return (database != null) ? database : user();
	}

	/**
	 * Where the URL was set.
	 * @return such as {@code variable DATABASE_URL}
	 */
	public String origin() {
		Origin own = endpoint().url().origin();
		if (this.role == Role.RUNTIME || own.kind() != Origin.Kind.DERIVED) {
			return own.toString();
		}
		EndpointSettings runtime = this.settings.runtime();
		return endpoint().postgresUrl().equals(runtime.postgresUrl()) ? runtime.url().origin().toString()
				: runtime.url().origin() + " (" + own + ")";
	}

	/**
	 * Whether an exception of a type is part of the failure.
	 * @param type the type
	 * @return {@code true} if it is
	 */
	public boolean has(Class<? extends Throwable> type) {
		return Causes.first(this.error, type) != null;
	}

	/**
	 * The SQLSTATE.
	 * @return five characters, or an empty text if there is none
	 */
	public String state() {
		return (this.error.getSQLState() != null) ? this.error.getSQLState() : "";
	}

	/**
	 * Whether the server, and not the driver, has reported the error.
	 * @return {@code true} if it has
	 */
	public boolean isFromServer() {
		return serverError() != null;
	}

	/**
	 * The message of the server, else of the driver, on one line and without secrets.
	 * @return the message
	 */
	public String message() {
		ServerErrorMessage server = serverError();
		String text = (server != null && server.getMessage() != null) ? server.getMessage()
				: String.valueOf(this.error.getMessage());
		return Redactor.redactText(text.strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("\\.$", ""));
	}

	private @Nullable ServerErrorMessage serverError() {
		return (this.error instanceof PSQLException reported) ? reported.getServerErrorMessage() : null;
	}

}

package io.chanuka.db.connection;

import java.util.Locale;

/**
 * Why a connection could not be opened.
 */
public enum FailureKind {

	/**
	 * The host name has no address.
	 */
	UNKNOWN_HOST(true),

	/**
	 * No server listens on that address, or there is no route to it.
	 */
	UNREACHABLE(true),

	/**
	 * The host has addresses of IPv6 only, and this machine has none that reaches them.
	 */
	NO_IPV6(false),

	/**
	 * The server did not answer in time.
	 */
	TIMEOUT(true),

	/**
	 * The server is starting up or shutting down.
	 */
	NOT_ACCEPTING(true),

	/**
	 * The server or the role has no connection left.
	 */
	TOO_MANY_CONNECTIONS(true),

	/**
	 * TLS could not be agreed on, or a certificate is not trusted.
	 */
	TLS(false),

	/**
	 * User name or password are wrong, or the server does not let this client in.
	 */
	AUTHENTICATION(false),

	/**
	 * There is no such database.
	 */
	UNKNOWN_DATABASE(false),

	/**
	 * The role has not the privilege to connect to the database.
	 */
	PRIVILEGE(false),

	/**
	 * The server or a pooler does not understand the request, for example a start-up
	 * parameter.
	 */
	PROTOCOL(false),

	/**
	 * Something else.
	 */
	OTHER(true);

	private final boolean mayPass;

	FailureKind(boolean mayPass) {
		this.mayPass = mayPass;
	}

	/**
	 * Whether a retry can succeed without a change of the configuration.
	 * @return {@code false} for what the operator must correct
	 */
	public boolean isTransient() {
		return this.mayPass;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}

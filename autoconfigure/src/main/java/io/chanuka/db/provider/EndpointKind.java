package io.chanuka.db.provider;

import java.util.Locale;

/**
 * What a connection to an endpoint really reaches.
 */
public enum EndpointKind {

	/**
	 * One server process for each connection.
	 */
	DIRECT,

	/**
	 * A pooler that assigns a server connection for as long as the client is connected.
	 */
	SESSION_POOLED,

	/**
	 * A pooler that assigns a server connection for one transaction.
	 */
	TRANSACTION_POOLED;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}

package io.chanuka.db.provider;

/**
 * What a connection to an endpoint really reaches.
 */
public enum EndpointKind {

	/**
	 * One server process for each connection.
	 */
	DIRECT,

	/**
	 * A pooler that lends a server connection for one transaction.
	 */
	TRANSACTION_POOLED

}

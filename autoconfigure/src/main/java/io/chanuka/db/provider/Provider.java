package io.chanuka.db.provider;

/**
 * Who runs a PostgreSQL server.
 */
public enum Provider {

	/**
	 * Neon, whose pooled endpoints carry {@code -pooler} in the host name.
	 */
	NEON,

	/**
	 * A plain PostgreSQL server, or one whose operator is not known.
	 */
	POSTGRES

}

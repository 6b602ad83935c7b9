package io.chanuka.db.safetoadd;

import java.util.Map;

/**
 * What a client has sent to log in.
 *
 * @param address the host that it asked for and the port
 * @param database the database
 * @param user the user
 * @param password the password, or an empty text if it was not asked for one
 * @param encryption whether the connection is encrypted, was not even to be, or fell back
 * because the server has no TLS
 * @param parameters everything else in the startup message
 */
record Login(String address, String database, String user, String password, Encryption encryption,
		Map<String, String> parameters) {

	/**
	 * Server, database, user and password, in one line.
	 */
	String target() {
		return server() + " as " + this.user + (this.password.isEmpty() ? "" : ":" + this.password);
	}

	/**
	 * Host, port and database.
	 */
	String server() {
		return this.address + "/" + this.database;
	}

	/**
	 * How far a client went, the weakest first.
	 */
	enum Encryption {

		NOT_REQUESTED, REFUSED_BY_SERVER, ENCRYPTED

	}

}

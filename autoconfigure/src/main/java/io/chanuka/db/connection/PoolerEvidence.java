package io.chanuka.db.connection;

import java.util.Locale;

/**
 * What a connection itself reveals of a pooler: the protocol gives the number of the
 * server process that a client talks to, and a pooler, which has many, makes one up.
 */
public enum PoolerEvidence {

	/**
	 * No connection was asked yet.
	 */
	NOT_ASKED,

	/**
	 * The server has the number that the protocol gave.
	 */
	NONE,

	/**
	 * The server has another number: there is a pooler in between.
	 */
	POOLED;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}

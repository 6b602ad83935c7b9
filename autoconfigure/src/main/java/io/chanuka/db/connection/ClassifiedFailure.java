package io.chanuka.db.connection;

/**
 * An exception whose kind of failure is decided already.
 */
interface ClassifiedFailure {

	/**
	 * Why the connection could not be opened.
	 * @return the kind
	 */
	FailureKind kind();

}

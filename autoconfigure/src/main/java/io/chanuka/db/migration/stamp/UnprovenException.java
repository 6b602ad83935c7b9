package io.chanuka.db.migration.stamp;

/**
 * Nothing is proven, so that Flyway has to run. The message gives the reason, for the
 * debug log.
 */
final class UnprovenException extends Exception {

	UnprovenException(String reason) {
		super(reason, null, false, false);
	}

}

package io.chanuka.db.autoconfigure.environment;

/**
 * The application uses a version of Spring Boot that lacks what the starter calls.
 */
public final class UnsupportedSpringBootException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnsupportedSpringBootException(String version) {
		super("Chanuka DB needs Spring Boot 4.1 or later; this application uses " + version + ".");
	}

}

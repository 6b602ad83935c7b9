package io.chanuka.db.autoconfigure.diagnostics.connection;

import io.chanuka.db.autoconfigure.diagnostics.failure.Causes;

/**
 * What the operating system reported, which is the innermost cause.
 */
final class NetworkCause {

	private NetworkCause() {
	}

	static String of(Throwable failure) {
		return Causes.of(failure).stream().reduce((outer, inner) -> inner).map(Throwable::getMessage).orElse("");
	}

}

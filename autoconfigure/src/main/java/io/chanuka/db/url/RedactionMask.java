package io.chanuka.db.url;

/**
 * What stands in the place of a secret.
 */
final class RedactionMask {

	static final String TEXT = "******";

	private RedactionMask() {
	}

}

package io.chanuka.db.settings;

import io.chanuka.db.url.Credentials;
import io.chanuka.db.url.Redactor;

/**
 * An endpoint that connection details other than ours demand; it beats every property.
 *
 * @param jdbcUrl the URL
 * @param credentials the credentials
 * @param origin the details, in words
 */
public record RedirectedEndpoint(String jdbcUrl, Credentials credentials, Origin origin) {

	@Override
	public String toString() {
		return Redactor.redact(this.jdbcUrl) + " from " + this.origin;
	}

}

package io.chanuka.db.settings.input;

import io.chanuka.db.settings.Origin;
import io.chanuka.db.url.Credentials;
import io.chanuka.db.url.Redactor;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that connection details other than ours demand; it beats every property.
 *
 * @param jdbcUrl the URL, or {@code null} if only the credentials are demanded
 * @param credentials the credentials
 * @param origin the details, in words
 */
public record RedirectedEndpoint(@Nullable String jdbcUrl, Credentials credentials, Origin origin) {

	@Override
	public String toString() {
		String url = (this.jdbcUrl != null) ? Redactor.redact(this.jdbcUrl) + " " : "";
		return url + "as " + this.credentials + " from " + this.origin;
	}

}

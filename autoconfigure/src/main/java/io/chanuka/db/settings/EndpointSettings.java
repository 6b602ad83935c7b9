package io.chanuka.db.settings;

import io.chanuka.db.provider.DetectedProvider;
import io.chanuka.db.url.Credentials;
import io.chanuka.db.url.PostgresUrl;

/**
 * One end of the application on the server: the runtime's or the migrations'.
 *
 * @param url where it connects to
 * @param credentials the user and the password
 * @param provider the provider of the server, and what a connection reaches
 */
public record EndpointSettings(Setting<PostgresUrl> url, Setting<Credentials> credentials, DetectedProvider provider) {

	@Override
	public String toString() {
		return this.url.value() + " as " + this.credentials.value() + " (" + this.url.origin() + ")";
	}

}

package io.chanuka.db.settings.selection;

import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.url.Credentials;
import io.chanuka.db.url.PostgresUrl;

/**
 * A URL that was selected, with the user of its connections.
 *
 * @param url where to connect to, with its parameters as they are written
 * @param credentials the user and the password
 * @param source the value that names it
 * @param rank the position of the property source that sets it; 0 is the strongest
 * @param isSpringUrl whether it is a URL that Spring Boot would use by itself, so that
 * its parameters mean what they mean to the driver
 */
public record SelectedUrl(PostgresUrl url, Credentials credentials, InputValue source, int rank, boolean isSpringUrl) {

	/**
	 * Where the URL was set.
	 * @return the origin of its source
	 */
	public Origin origin() {
		return this.source.origin();
	}

	DatabaseIdentity identity() {
		return DatabaseIdentity.of(this.url, this.credentials);
	}

	@Override
	public String toString() {
		return this.url + " as " + this.credentials + " (" + origin() + ")";
	}

}

package io.chanuka.db.autoconfigure;

import io.chanuka.db.settings.RedirectedEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Tells where migrations must connect to if connection details other than ours exist for
 * them.
 */
@FunctionalInterface
interface MigrationRedirect {

	/**
	 * The endpoint that the details demand.
	 * @return the endpoint, or {@code null} if the settings decide
	 */
	@Nullable RedirectedEndpoint endpoint();

}

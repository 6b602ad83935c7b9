package io.chanuka.db.provider;

import io.chanuka.db.url.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * DigitalOcean Managed Databases: {@code name.db.ondigitalocean.com} is the server on
 * port 25060 and its PgBouncer on 25061. The mode belongs to each pool and is
 * {@code transaction} unless chosen otherwise, so that is assumed. A pool stands in the
 * URL where the database would, so the server's own URL cannot be derived.
 *
 * @see <a href=
 * "https://docs.digitalocean.com/products/databases/postgresql/how-to/manage-connection-pools/">
 * DigitalOcean, Manage connection pools</a>
 * @see <a href=
 * "https://docs.digitalocean.com/reference/ansible/reference/modules/database_connection_pool/">
 * DigitalOcean, database_connection_pool</a>
 */
final class DigitalOceanRule implements ProviderRule {

	private static final String DOMAIN = ".db.ondigitalocean.com";

	private static final int POOLER_PORT = 25061;

	@Override
	public @Nullable RuleMatch match(HostAndPort address) {
		String host = address.host();
		if (!host.endsWith(DOMAIN) || host.length() == DOMAIN.length()) {
			return null;
		}
		EndpointKind kind = (address.port() == POOLER_PORT) ? EndpointKind.TRANSACTION_POOLED : EndpointKind.DIRECT;
		return RuleMatch.of(kind, EndpointTraits.of(kind),
				"The host ends with " + DOMAIN + " and the port is " + address.port() + ".");
	}

}

package io.chanuka.db.provider;

import io.chanuka.db.url.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * Crunchy Bridge: {@code p.id.db.postgresbridge.com} is the server on port 5432 and its
 * PgBouncer on 5431, with the same credentials. The mode of the pooler is not in the
 * address, so the one that keeps least is assumed.
 *
 * @see <a href="https://docs.crunchybridge.com/how-to/pgbouncer">Crunchy Bridge,
 * PgBouncer</a>
 */
final class CrunchyBridgeRule implements ProviderRule {

	private static final String DOMAIN = ".db.postgresbridge.com";

	private static final int POOLER_PORT = 5431;

	@Override
	public @Nullable RuleMatch match(HostAndPort address) {
		String host = address.host();
		if (!host.endsWith(DOMAIN) || host.length() == DOMAIN.length()) {
			return null;
		}
		String reason = "The host ends with " + DOMAIN + " and the port is " + address.port() + ".";
		return (address.port() == POOLER_PORT)
				? RuleMatch.pooled(new HostAndPort(host, HostAndPort.DEFAULT_PORT),
						EndpointTraits.of(EndpointKind.TRANSACTION_POOLED), reason)
				: RuleMatch.of(EndpointKind.DIRECT, EndpointTraits.of(EndpointKind.DIRECT), reason);
	}

}

package io.chanuka.db.provider;

import io.chanuka.db.url.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * PlanetScale for Postgres: {@code id-region-1.horizon.psdb.cloud} is the server on port
 * 5432 and PgBouncer in transaction mode on 6432. Its connection strings verify with the
 * system's root certificates ({@code sslrootcert=system}).
 *
 * @see <a href="https://planetscale.com/docs/postgres/connecting/pgbouncer">PlanetScale,
 * PgBouncer</a>
 * @see <a href="https://planetscale.com/docs/postgres/connecting">PlanetScale,
 * Connections overview</a>
 */
final class PlanetScaleRule implements ProviderRule {

	private static final String DOMAIN = ".horizon.psdb.cloud";

	private static final int POOLER_PORT = 6432;

	@Override
	public @Nullable RuleMatch match(HostAndPort address) {
		String host = address.host();
		if (!host.endsWith(DOMAIN) || host.length() == DOMAIN.length()) {
			return null;
		}
		String reason = "The host ends with " + DOMAIN + " and the port is " + address.port() + ".";
		return (address.port() == POOLER_PORT)
				? RuleMatch.pooled(new HostAndPort(host, HostAndPort.DEFAULT_PORT),
						publicTraits(EndpointKind.TRANSACTION_POOLED), reason)
				: RuleMatch.of(EndpointKind.DIRECT, publicTraits(EndpointKind.DIRECT), reason);
	}

	private static EndpointTraits publicTraits(EndpointKind kind) {
		return EndpointTraits.of(kind).withCertificateAuthority(CertificateAuthority.PUBLIC);
	}

}

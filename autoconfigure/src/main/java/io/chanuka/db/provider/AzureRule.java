package io.chanuka.db.provider;

import io.chanuka.db.url.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * Azure Database for PostgreSQL, flexible server:
 * {@code name.postgres.database.azure.com} is the server on port 5432, and its PgBouncer
 * on 6432, in transaction mode unless configured otherwise, without support for prepared
 * statements ({@code pgbouncer.max_prepared_statements} is 0) and without ignored startup
 * parameters. In an elastic cluster port 8432 is the PgBouncer of the worker nodes.
 *
 * @see <a href=
 * "https://learn.microsoft.com/azure/postgresql/connectivity/concepts-pgbouncer"> Azure,
 * PgBouncer</a>
 * @see <a href=
 * "https://learn.microsoft.com/azure/postgresql/server-parameters/param-pgbouncer">
 * Azure, Server parameters of PgBouncer</a>
 */
final class AzureRule implements ProviderRule {

	private static final String DOMAIN = ".postgres.database.azure.com";

	private static final int POOLER_PORT = 6432;

	private static final int WORKERS_POOLER_PORT = 8432;

	@Override
	public @Nullable RuleMatch match(HostAndPort address) {
		String host = address.host();
		if (!host.endsWith(DOMAIN) || host.length() == DOMAIN.length()) {
			return null;
		}
		String reason = "The host ends with " + DOMAIN + " and the port is " + address.port() + ".";
		return switch (address.port()) {
			case POOLER_PORT -> RuleMatch.pooled(new HostAndPort(host, HostAndPort.DEFAULT_PORT),
					EndpointTraits.of(EndpointKind.TRANSACTION_POOLED), reason);
			case WORKERS_POOLER_PORT -> RuleMatch.of(EndpointKind.TRANSACTION_POOLED,
					EndpointTraits.of(EndpointKind.TRANSACTION_POOLED), reason);
			default -> RuleMatch.of(EndpointKind.DIRECT, EndpointTraits.of(EndpointKind.DIRECT), reason);
		};
	}

}

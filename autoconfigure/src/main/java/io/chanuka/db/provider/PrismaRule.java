package io.chanuka.db.provider;

import io.chanuka.db.url.HostAndPort;
import io.chanuka.db.url.PostgresUrl;
import org.jspecify.annotations.Nullable;

/**
 * Prisma Postgres: {@code db.prisma.io} is direct, {@code pooled.db.prisma.io} the same
 * databases behind PgBouncer in transaction mode, with the same credentials.
 *
 * @see <a href="https://www.prisma.io/docs/postgres/database/connection-pooling">Prisma
 * Postgres, Connection pooling</a>
 * @see <a href=
 * "https://www.prisma.io/docs/postgres/database/connecting-to-your-database">Prisma
 * Postgres, Connecting to your database</a>
 */
final class PrismaRule implements ProviderRule {

	private static final String DIRECT = "db.prisma.io";

	private static final String POOLED = "pooled.db.prisma.io";

	@Override
	public @Nullable RuleMatch match(HostAndPort address) {
		return switch (address.host()) {
			case DIRECT -> RuleMatch.of(EndpointKind.DIRECT, EndpointTraits.of(EndpointKind.DIRECT),
					"The host is " + DIRECT + ".");
			case POOLED -> RuleMatch.pooled(new HostAndPort(DIRECT, address.port()),
					EndpointTraits.of(EndpointKind.TRANSACTION_POOLED), "The host is " + POOLED + ".");
			default -> null;
		};
	}

	/**
	 * All databases have the same name and host; the user identifies one.
	 */
	@Override
	public @Nullable String tenant(PostgresUrl url, @Nullable String username) {
		return username;
	}

}

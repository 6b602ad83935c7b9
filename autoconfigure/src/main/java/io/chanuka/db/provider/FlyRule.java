package io.chanuka.db.provider;

import io.chanuka.db.url.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * Fly.io Managed Postgres: {@code direct.cluster.flympg.net} is the server,
 * {@code pgbouncer.cluster.flympg.net} its PgBouncer. The documentation sends migrations
 * to the direct one; the mode of the pooler is not in the name, so the one that keeps
 * least is assumed.
 *
 * @see <a href="https://fly.io/docs/mpg/client-configuration/">Fly.io, Connect your
 * client</a>
 */
final class FlyRule implements ProviderRule {

	private static final String DOMAIN = ".flympg.net";

	private static final String DIRECT = "direct.";

	private static final String POOLED = "pgbouncer.";

	@Override
	public @Nullable RuleMatch match(HostAndPort address) {
		String host = address.host();
		if (!host.endsWith(DOMAIN)) {
			return null;
		}
		if (host.startsWith(DIRECT) && host.length() > DIRECT.length() + DOMAIN.length()) {
			return RuleMatch.of(EndpointKind.DIRECT, EndpointTraits.of(EndpointKind.DIRECT),
					"The host begins with " + DIRECT + " and ends with " + DOMAIN + ".");
		}
		if (host.startsWith(POOLED) && host.length() > POOLED.length() + DOMAIN.length()) {
			return RuleMatch.pooled(new HostAndPort(DIRECT + host.substring(POOLED.length()), address.port()),
					EndpointTraits.of(EndpointKind.TRANSACTION_POOLED),
					"The host begins with " + POOLED + " and ends with " + DOMAIN + ".");
		}
		return null;
	}

}

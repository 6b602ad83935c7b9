package io.chanuka.db.provider;

import io.chanuka.db.url.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * PgBouncer on any host that no provider claims, by its default port 6432. The mode is
 * not visible from outside, so the one that keeps least is assumed. Where the server
 * behind it is, is not documented.
 *
 * @see <a href="https://www.pgbouncer.org/config.html">PgBouncer, listen_port and
 * pool_mode</a>
 */
final class PgBouncerRule implements ProviderRule {

	private static final int PORT = 6432;

	@Override
	public @Nullable RuleMatch match(HostAndPort address) {
		return (address.port() == PORT)
				? RuleMatch
					.of(EndpointKind.TRANSACTION_POOLED, EndpointTraits.of(EndpointKind.TRANSACTION_POOLED),
							"The port is " + PORT
									+ ", PgBouncer's own; set chanuka.db.pooler.mode if its mode is another one.")
				: null;
	}

}

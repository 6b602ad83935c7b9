package io.chanuka.db.provider;

import io.chanuka.db.url.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * Heroku Postgres, which only {@code chanuka.db.provider=heroku} tells: its hosts have
 * names that any server in Amazon's cloud may have, and its pooler is another variable,
 * {@code DATABASE_CONNECTION_POOL_URL}. Its servers sign their certificates themselves
 * and demand encryption.
 *
 * @see <a href="https://devcenter.heroku.com/articles/connecting-heroku-postgres">Heroku,
 * Connecting to Heroku Postgres</a>
 * @see <a href="https://devcenter.heroku.com/articles/postgres-connection-pooling">
 * Heroku, Server-side connection pooling</a>
 */
final class HerokuRule implements ProviderRule {

	@Override
	public @Nullable RuleMatch match(HostAndPort address) {
		return null;
	}

	@Override
	public EndpointTraits traits(EndpointKind kind) {
		return EndpointTraits.of(kind).withCertificateAuthority(CertificateAuthority.SELF_SIGNED);
	}

}

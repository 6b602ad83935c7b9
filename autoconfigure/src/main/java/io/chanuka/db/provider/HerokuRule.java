package io.chanuka.db.provider;

import io.chanuka.db.url.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * Heroku Postgres: its hosts have names like any server in Amazon's cloud, so an address
 * is recognised only where the application runs on Heroku. The pooler is another
 * variable, {@code DATABASE_CONNECTION_POOL_URL}. The servers sign their certificates
 * themselves and require encryption.
 *
 * @see <a href="https://devcenter.heroku.com/articles/connecting-heroku-postgres">Heroku,
 * Connecting to Heroku Postgres</a>
 * @see <a href="https://devcenter.heroku.com/articles/postgres-connection-pooling">
 * Heroku, Server-side connection pooling</a>
 */
final class HerokuRule implements ProviderRule {

	private static final String PLATFORM = "heroku";

	@Override
	public @Nullable RuleMatch match(HostAndPort address) {
		return null;
	}

	/**
	 * A host of RDS is the rule of Amazon's, whose authority signs its certificate.
	 */
	@Override
	public @Nullable RuleMatch match(HostAndPort address, @Nullable String platform) {
		boolean isEc2 = address.host().startsWith("ec2-") && address.host().endsWith(".amazonaws.com");
		return (PLATFORM.equals(platform) && isEc2) ? RuleMatch.of(EndpointKind.DIRECT, traits(EndpointKind.DIRECT),
				"The application runs on Heroku and the host is one of Amazon EC2.") : null;
	}

	@Override
	public EndpointTraits traits(EndpointKind kind) {
		return EndpointTraits.of(kind).withCertificateAuthority(CertificateAuthority.SELF_SIGNED);
	}

}

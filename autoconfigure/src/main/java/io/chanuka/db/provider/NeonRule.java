package io.chanuka.db.provider;

import java.time.Duration;

import io.chanuka.db.url.HostAndPort;
import io.chanuka.db.url.PostgresUrl;
import org.jspecify.annotations.Nullable;

/**
 * Neon: {@code ep-name-123.region.aws.neon.tech} is direct, and
 * {@code ep-name-123-pooler.region.aws.neon.tech} the same database behind PgBouncer in
 * transaction mode, which keeps statements apart that the driver prepares
 * ({@code max_prepared_statements=1000}) and refuses other startup parameters. A compute
 * is suspended after 5 minutes without queries and wakes within a few hundred
 * milliseconds.
 *
 * @see <a href="https://neon.com/docs/connect/connection-pooling">Neon, Connection
 * pooling</a>
 * @see <a href=
 * "https://neon.com/docs/connect/connection-errors#unsupported-startup-parameter">Neon,
 * Connection errors</a>
 * @see <a href="https://neon.com/docs/introduction/compute-lifecycle">Neon, Compute
 * lifecycle</a>
 * @see <a href="https://neon.com/docs/connect/connect-securely">Neon, Connect securely
 * (public root certificates)</a>
 */
final class NeonRule implements ProviderRule {

	private static final String DOMAIN = ".neon.tech";

	private static final String POOLER = "-pooler";

	private static final Duration COLD_START = Duration.ofMillis(500);

	@Override
	public @Nullable RuleMatch match(HostAndPort address) {
		String host = address.host();
		if (!host.endsWith(DOMAIN) || host.startsWith(".")) {
			return null;
		}
		int dot = host.indexOf('.');
		String endpoint = host.substring(0, dot);
		if (!endpoint.endsWith(POOLER) || endpoint.equals(POOLER)) {
			return RuleMatch.of(EndpointKind.DIRECT, publicTraits(EndpointKind.DIRECT),
					"The host ends with " + DOMAIN + " and its first label does not end with " + POOLER + ".");
		}
		String direct = endpoint.substring(0, endpoint.length() - POOLER.length()) + host.substring(dot);
		return RuleMatch.pooled(new HostAndPort(direct, address.port()),
				publicTraits(EndpointKind.TRANSACTION_POOLED).withPreparedStatements(),
				"The host ends with " + DOMAIN + " and its first label ends with " + POOLER + ".");
	}

	@Override
	public String tenant(PostgresUrl url, @Nullable String username) {
		String host = url.firstHost().host();
		String endpoint = host.substring(0, host.indexOf('.'));
		return endpoint.endsWith(POOLER) ? endpoint.substring(0, endpoint.length() - POOLER.length()) : endpoint;
	}

	private EndpointTraits publicTraits(EndpointKind kind) {
		return traits(kind).withCertificateAuthority(CertificateAuthority.PUBLIC);
	}

	@Override
	public EndpointTraits traits(EndpointKind kind) {
		return EndpointTraits.of(kind).withScaleToZero(COLD_START);
	}

}

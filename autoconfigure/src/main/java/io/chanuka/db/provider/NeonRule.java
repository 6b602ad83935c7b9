package io.chanuka.db.provider;

import io.chanuka.db.url.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * Neon: {@code ep-name-123.region.aws.neon.tech} is direct, and
 * {@code ep-name-123-pooler.region.aws.neon.tech} the same database behind PgBouncer in
 * transaction mode.
 *
 * @see <a href="https://neon.com/docs/connect/connection-pooling">Neon, Connection
 * pooling</a>
 */
final class NeonRule implements ProviderRule {

	private static final String DOMAIN = ".neon.tech";

	private static final String POOLER = "-pooler";

	@Override
	public @Nullable DetectedProvider detect(HostAndPort address) {
		String host = address.host();
		int dot = host.indexOf('.');
		if (!host.endsWith(DOMAIN) || host.length() == DOMAIN.length()) {
			return null;
		}
		String endpoint = host.substring(0, dot);
		if (!endpoint.endsWith(POOLER) || endpoint.length() == POOLER.length()) {
			return new DetectedProvider(Provider.NEON, EndpointKind.DIRECT, null,
					"The host ends with " + DOMAIN + " and its first label does not end with " + POOLER + ".");
		}
		String direct = endpoint.substring(0, endpoint.length() - POOLER.length()) + host.substring(dot);
		return new DetectedProvider(Provider.NEON, EndpointKind.TRANSACTION_POOLED,
				new HostAndPort(direct, address.port()),
				"The host ends with " + DOMAIN + " and its first label ends with " + POOLER + ".");
	}

}

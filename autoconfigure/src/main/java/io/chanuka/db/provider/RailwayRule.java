package io.chanuka.db.provider;

import io.chanuka.db.url.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * Railway: {@code name.railway.internal} inside a project, and
 * {@code name.proxy.rlwy.net} with a port of its own from outside. The image of its
 * PostgreSQL makes a certificate for {@code localhost} when it first starts, signed by an
 * authority that it makes as well.
 *
 * @see <a href="https://docs.railway.com/guides/postgresql">Railway, PostgreSQL</a>
 * @see <a href="https://docs.railway.com/reference/private-networking">Railway, Private
 * networking</a>
 * @see <a href="https://github.com/railwayapp-templates/postgres-ssl">Railway's image,
 * postgres-ssl</a>
 */
final class RailwayRule implements ProviderRule {

	private static final String PRIVATE = ".railway.internal";

	private static final String PROXY = ".proxy.rlwy.net";

	@Override
	public @Nullable RuleMatch match(HostAndPort address) {
		for (String domain : new String[] { PRIVATE, PROXY }) {
			if (address.host().endsWith(domain) && address.host().length() > domain.length()) {
				return RuleMatch.of(EndpointKind.DIRECT, traits(EndpointKind.DIRECT),
						"The host ends with " + domain + ".");
			}
		}
		return null;
	}

	@Override
	public EndpointTraits traits(EndpointKind kind) {
		return EndpointTraits.of(kind).withCertificateAuthority(CertificateAuthority.SELF_SIGNED);
	}

}

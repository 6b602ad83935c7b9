package io.chanuka.db.provider;

import io.chanuka.db.url.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * Amazon RDS and Aurora, {@code name.id.region.rds.amazonaws.com}, and RDS Proxy,
 * {@code name.proxy-id.region.rds.amazonaws.com}, also with {@code endpoint} before the
 * identifier. The proxy assigns a server connection for one transaction, but pins it to
 * the client as soon as the session has state of its own (settings, prepared statements,
 * temporary tables, advisory locks): such state survives, and nothing is shared any
 * longer. It refuses startup options. Its name does not reveal which server stands behind
 * it.
 *
 * <p>
 * The proxy's certificates come from AWS Certificate Manager and chain to Amazon Root CA
 * 1, which is in the usual trust stores.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-pinning.html"> Amazon
 * RDS, Avoiding pinning an RDS Proxy</a>
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-connecting.html">
 * Amazon RDS, Connecting to a database through RDS Proxy</a>
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.howitworks.html">
 * Amazon RDS, RDS Proxy concepts (TLS)</a>
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html"> Amazon
 * RDS, Using SSL/TLS</a>
 */
final class AwsRule implements ProviderRule {

	private static final String DOMAIN = ".rds.amazonaws.com";

	private static final CertificateAuthority AUTHORITY = CertificateAuthority
		.ofProvider("Download https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem.");

	@Override
	public @Nullable RuleMatch match(HostAndPort address) {
		String host = address.host();
		if (!host.endsWith(DOMAIN)) {
			return null;
		}
		String[] labels = host.substring(0, host.length() - DOMAIN.length()).split("\\.");
		if (labels.length < 3) {
			return null;
		}
		String identifier = labels[labels.length - 2];
		if (!identifier.startsWith("proxy-")) {
			return RuleMatch.of(EndpointKind.DIRECT,
					EndpointTraits.of(EndpointKind.DIRECT).withCertificateAuthority(AUTHORITY),
					"The host ends with " + DOMAIN + " and is not one of a proxy.");
		}
		return RuleMatch.of(EndpointKind.TRANSACTION_POOLED,
				EndpointTraits.of(EndpointKind.TRANSACTION_POOLED)
					.withPreparedStatements()
					.withSessionState()
					.withCertificateAuthority(CertificateAuthority.PUBLIC),
				"The host ends with " + DOMAIN + " and has the label " + identifier + ".");
	}

}

package io.chanuka.db.provider;

import io.chanuka.db.url.HostAndPort;
import io.chanuka.db.url.PostgresUrl;
import org.jspecify.annotations.Nullable;

/**
 * Supabase: {@code db.ref.supabase.co} is the server itself on port 5432 and its
 * dedicated PgBouncer, always in transaction mode, on 6543, both over IPv6 unless the
 * IPv4 add-on is bought. {@code aws-0-region.pooler.supabase.com} is the shared pooler,
 * in session mode on 5432 and in transaction mode on 6543.
 *
 * <p>
 * The sibling of the shared pooler is the shared pooler in session mode: the user name
 * {@code postgres.ref} is right there, whereas the direct host requires {@code postgres}.
 *
 * @see <a href="https://supabase.com/docs/guides/database/connecting-to-postgres">
 * Supabase, Connect to your database</a>
 */
final class SupabaseRule implements ProviderRule {

	private static final String DIRECT = ".supabase.co";

	private static final String POOLER = ".pooler.supabase.com";

	private static final int TRANSACTION_PORT = 6543;

	private static final CertificateAuthority AUTHORITY = CertificateAuthority
		.ofProvider("Download the server root certificate from the project's database settings, see "
				+ "https://supabase.com/docs/guides/database/connecting-to-postgres.");

	@Override
	public @Nullable RuleMatch match(HostAndPort address) {
		String host = address.host();
		if (host.endsWith(POOLER) && host.length() > POOLER.length()) {
			return shared(address);
		}
		if (host.startsWith("db.") && host.endsWith(DIRECT) && host.length() > "db.".length() + DIRECT.length()) {
			return dedicated(address);
		}
		return null;
	}

	private static RuleMatch shared(HostAndPort address) {
		if (address.port() != TRANSACTION_PORT) {
			return RuleMatch.of(EndpointKind.SESSION_POOLED, documented(EndpointKind.SESSION_POOLED),
					"The host ends with " + POOLER + " and the port is not " + TRANSACTION_PORT + ".");
		}
		return RuleMatch.pooled(new HostAndPort(address.host(), HostAndPort.DEFAULT_PORT),
				documented(EndpointKind.TRANSACTION_POOLED),
				"The host ends with " + POOLER + " and the port is " + TRANSACTION_PORT + ".");
	}

	private static RuleMatch dedicated(HostAndPort address) {
		if (address.port() != TRANSACTION_PORT) {
			return RuleMatch.of(EndpointKind.DIRECT, documented(EndpointKind.DIRECT).withIpv6Only(),
					"The host is db.<ref>.supabase.co and the port is not " + TRANSACTION_PORT + ".");
		}
		return RuleMatch.pooled(new HostAndPort(address.host(), HostAndPort.DEFAULT_PORT),
				documented(EndpointKind.TRANSACTION_POOLED).withIpv6Only(),
				"The host is db.<ref>.supabase.co and the port is " + TRANSACTION_PORT + ".");
	}

	/**
	 * The shared pooler finds the project by the user, {@code postgres.<ref>}.
	 */
	@Override
	public @Nullable String tenant(PostgresUrl url, @Nullable String username) {
		String host = url.firstHost().host();
		if (host.endsWith(DIRECT)) {
			return host.substring("db.".length(), host.length() - DIRECT.length());
		}
		return (username != null && username.indexOf('.') != -1) ? username.substring(username.lastIndexOf('.') + 1)
				: null;
	}

	private static EndpointTraits documented(EndpointKind kind) {
		return EndpointTraits.of(kind).withCertificateAuthority(AUTHORITY);
	}

}

package io.chanuka.db.provider;

import java.util.Locale;

import io.chanuka.db.url.HostAndPort;
import io.chanuka.db.url.PostgresUrl;
import org.jspecify.annotations.Nullable;

/**
 * Asks each provider's rule in turn; the first that recognises the address decides.
 */
public final class ProviderDetector {

	/**
	 * Detects the provider of the server at an address, without contacting it.
	 * @param address the address
	 * @return the provider, never {@code null}
	 */
	public DetectedProvider detect(HostAndPort address) {
		return detect(address, null);
	}

	/**
	 * Detects the provider of the server at an address, without contacting it.
	 * @param address the address
	 * @param platform the platform that the application runs on, or {@code null}
	 * @return the provider, never {@code null}
	 */
	public DetectedProvider detect(HostAndPort address, @Nullable String platform) {
		HostAndPort normalized = normalize(address);
		for (Provider provider : Provider.values()) {
			RuleMatch match = ProviderRules.of(provider).match(normalized, platform);
			if (match != null) {
				return new DetectedProvider(provider, match.kind(), true, match.directSibling(), match.traits(),
						match.reason());
			}
		}
		return new DetectedProvider(Provider.POSTGRES, EndpointKind.DIRECT, false, null,
				EndpointTraits.of(EndpointKind.DIRECT), "No provider's rule recognises the host.");
	}

	/**
	 * Identifies the tenant of a provider whose hosts serve several: Neon's endpoint,
	 * Supabase's project, Prisma's user.
	 * @param url the URL
	 * @param username the user of the connections, or {@code null} if none is known
	 * @return provider and identifier, or {@code null} if the host alone identifies the
	 * server
	 */
	public @Nullable String tenant(PostgresUrl url, @Nullable String username) {
		Provider provider = detect(url.firstHost()).provider();
		PostgresUrl normalized = url.withHosts(url.hosts().stream().map(ProviderDetector::normalize).toList());
		String tenant = ProviderRules.of(provider).tenant(normalized, username);
		return (tenant != null) ? provider + " " + tenant : null;
	}

	/**
	 * Case does not matter in host names, nor does the dot of the root.
	 */
	private static HostAndPort normalize(HostAndPort address) {
		String host = address.host().toLowerCase(Locale.ROOT);
		boolean rooted = host.length() > 1 && host.endsWith(".");
		return new HostAndPort(rooted ? host.substring(0, host.length() - 1) : host, address.port());
	}

}

package io.chanuka.db.provider;

import java.util.Locale;

import io.chanuka.db.url.HostAndPort;

/**
 * Asks each provider's rule in turn; the first that recognises the address decides.
 */
public final class ProviderDetector {

	/**
	 * Finds out who runs the server behind an address, without contacting it.
	 * @param address the address
	 * @return what the address tells, never {@code null}
	 */
	public DetectedProvider detect(HostAndPort address) {
		HostAndPort normalized = normalize(address);
		for (Provider provider : Provider.values()) {
			RuleMatch match = provider.match(normalized);
			if (match != null) {
				return new DetectedProvider(provider, match.kind(), true, match.directSibling(), match.traits(),
						match.reason());
			}
		}
		return new DetectedProvider(Provider.POSTGRES, EndpointKind.DIRECT, false, null,
				EndpointTraits.of(EndpointKind.DIRECT), "No provider's rule recognises the host.");
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

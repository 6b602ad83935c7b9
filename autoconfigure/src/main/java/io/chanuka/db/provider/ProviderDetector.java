package io.chanuka.db.provider;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

import io.chanuka.db.url.HostAndPort;

/**
 * Asks each rule in turn; the first that recognises the address decides.
 */
public final class ProviderDetector {

	private static final List<ProviderRule> RULES = List.of(new NeonRule());

	/**
	 * Finds out who runs the server behind an address, without contacting it.
	 * @param address the address
	 * @return what the address tells, never {@code null}
	 */
	public DetectedProvider detect(HostAndPort address) {
		HostAndPort normalized = new HostAndPort(address.host().toLowerCase(Locale.ROOT), address.port());
		return RULES.stream()
			.map((rule) -> rule.detect(normalized))
			.filter(Objects::nonNull)
			.findFirst()
			.orElseGet(() -> new DetectedProvider(Provider.POSTGRES, EndpointKind.DIRECT, null,
					"No provider's rule recognises the host."));
	}

}

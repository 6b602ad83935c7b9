package io.chanuka.db.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import io.chanuka.db.provider.DetectedProvider;
import io.chanuka.db.provider.EndpointKind;
import io.chanuka.db.provider.Provider;
import io.chanuka.db.provider.ProviderDetector;
import io.chanuka.db.url.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * Decides who runs a server, what a connection to it reaches and what can be relied on
 * there: what somebody says, else what the host tells.
 */
final class ProviderResolver {

	private static final String PROVIDER = "chanuka.db.provider";

	private static final String POOLER_MODE = "chanuka.db.pooler.mode";

	private static final Map<String, EndpointKind> POOLER_MODES = Map.of("none", EndpointKind.DIRECT, "session",
			EndpointKind.SESSION_POOLED, "transaction", EndpointKind.TRANSACTION_POOLED);

	private final SettingsInput input;

	private final ProviderDetector detector = new ProviderDetector();

	private final List<SettingsViolation> violations;

	ProviderResolver(SettingsInput input, List<SettingsViolation> violations) {
		this.input = input;
		this.violations = violations;
	}

	/**
	 * What the runtime reaches. The mode of the pooler is said of this end only.
	 */
	DetectedProvider runtime(HostAndPort address) {
		DetectedProvider provider = at(address);
		InputValue mode = this.input.first(POOLER_MODE);
		RedirectedEndpoint redirect = this.input.runtime();
		boolean container = redirect != null && redirect.origin().kind() == Origin.Kind.CONTAINER;
		if (mode == null || container || mode.value().toString().equalsIgnoreCase("auto")) {
			return provider;
		}
		EndpointKind kind = POOLER_MODES.get(mode.value().toString().toLowerCase(Locale.ROOT));
		if (kind == null) {
			report(SettingsViolation.of(POOLER_MODE, mode, mode.value().toString(), "it names no mode of a pooler",
					"Use one of auto, none, session, transaction."));
			return provider;
		}
		return provider.withKind(kind, mode.origin().toString());
	}

	/**
	 * What a connection to an address reaches.
	 */
	DetectedProvider at(HostAndPort address) {
		DetectedProvider detected = this.detector.detect(address);
		InputValue explicit = this.input.first(PROVIDER);
		if (explicit == null) {
			return detected;
		}
		Provider named = Provider.named(explicit.value().toString());
		if (named == null) {
			report(SettingsViolation.of(PROVIDER, explicit, explicit.value().toString(), "it names no provider we know",
					"Use one of " + List.of(Provider.values()) + ", or remove it."));
			return detected;
		}
		if (named == detected.provider()) {
			return detected;
		}
		refuseSwitchWithoutUrl(named, explicit, address);
		return detected.withProvider(named, explicit.origin().toString());
	}

	/**
	 * The variables that choose Neon choose a URL, too. Where somebody else demands an
	 * endpoint, they choose nothing.
	 */
	private void refuseSwitchWithoutUrl(Provider named, InputValue explicit, HostAndPort address) {
		if (named == Provider.NEON && explicit.origin().kind() == Origin.Kind.VARIABLE
				&& this.input.runtime() == null) {
			report(SettingsViolation.of(EndpointResolver.URL, explicit, explicit.value().toString(),
					"it chooses Neon, but the host " + address.host() + " is not one of Neon",
					"Set NEON_DATABASE_URL, or choose DATABASE_PROVIDER=local."));
		}
	}

	private void report(SettingsViolation violation) {
		if (!this.violations.contains(violation)) {
			this.violations.add(violation);
		}
	}

	/**
	 * What is worth a word about where connections go.
	 */
	static List<String> warnings(@Nullable EndpointSettings runtime, @Nullable EndpointSettings migration) {
		return Stream.of(runtime, migration)
			.flatMap(Stream::ofNullable)
			.filter((endpoint) -> endpoint.provider().traits().ipv6Only())
			.map((endpoint) -> endpoint.url().value().firstHost().host())
			.distinct()
			.map((host) -> "The host " + host + " has no IPv4 address unless the provider's add-on is on: where the "
					+ "network has no IPv6, use the URL of the provider's session pooler, on port 5432.")
			.toList();
	}

}

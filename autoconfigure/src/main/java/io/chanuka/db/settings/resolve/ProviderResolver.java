package io.chanuka.db.settings.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.chanuka.db.provider.DetectedProvider;
import io.chanuka.db.provider.EndpointKind;
import io.chanuka.db.provider.Provider;
import io.chanuka.db.provider.ProviderDetector;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.input.Findings;
import io.chanuka.db.settings.input.Platform;
import io.chanuka.db.settings.input.RedirectedEndpoint;
import io.chanuka.db.settings.input.SettingsInput;
import io.chanuka.db.settings.report.SettingsViolation;
import io.chanuka.db.settings.selection.SelectedUrl;
import io.chanuka.db.url.HostAndPort;
import io.chanuka.db.url.PostgresUrl;
import org.jspecify.annotations.Nullable;

/**
 * Decides which provider runs a server, what a connection to it reaches and what can be
 * relied on there: what is configured, else what the host is recognised as.
 */
final class ProviderResolver {

	private static final String PROVIDER = "chanuka.db.provider";

	private static final String POOLER_MODE = "chanuka.db.pooler.mode";

	private static final Map<String, EndpointKind> POOLER_MODES = Map.of("none", EndpointKind.DIRECT, "session",
			EndpointKind.SESSION_POOLED, "transaction", EndpointKind.TRANSACTION_POOLED);

	private final SettingsInput input;

	private final ProviderDetector detector = new ProviderDetector();

	private final Findings findings;

	ProviderResolver(SettingsInput input, Findings findings) {
		this.input = input;
		this.findings = findings;
	}

	/**
	 * What the runtime reaches. The mode of the pooler is configured for this end only.
	 */
	DetectedProvider runtime(PostgresUrl url) {
		DetectedProvider provider = of(url);
		InputValue mode = this.input.first(POOLER_MODE);
		RedirectedEndpoint redirect = this.input.runtime();
		boolean container = redirect != null && redirect.origin().kind() == Origin.Kind.CONTAINER;
		if (mode == null || container || mode.text().equalsIgnoreCase("auto")) {
			return provider;
		}
		if (isOfOtherUrl(mode)) {
			this.findings.ignore(mode, "the URL of the test is set in a stronger property source");
			return provider;
		}
		EndpointKind kind = POOLER_MODES.get(mode.text().toLowerCase(Locale.ROOT));
		if (kind == null) {
			this.findings.reject(SettingsViolation.of(POOLER_MODE, mode, mode.shown(), "it is not the mode of a pooler",
					"Use one of auto, none, session, transaction."));
			return provider;
		}
		return provider.withKind(kind, mode.origin().toString());
	}

	/**
	 * A test that has a URL of its own reaches another server than the one whose pooler
	 * is configured.
	 */
	private boolean isOfOtherUrl(InputValue mode) {
		SelectedUrl selected = this.input.urls().runtime();
		return this.input.deployment().isTest() && selected != null && !selected.source().isForeign()
				&& selected.source().sourceRank() == selected.source().rank() && selected.source().rank() < mode.rank();
	}

	/**
	 * What a connection reaches, whichever of the hosts it goes to.
	 */
	DetectedProvider of(PostgresUrl url) {
		return url.hosts().stream().map(this::at).reduce(DetectedProvider::and).orElseThrow();
	}

	private DetectedProvider at(HostAndPort address) {
		Platform platform = this.input.deployment().platform();
		DetectedProvider detected = this.detector.detect(address, (platform != null) ? platform.name() : null);
		InputValue explicit = this.input.first(PROVIDER);
		Provider named = (explicit != null) ? named(explicit, detected, address) : null;
		return (explicit == null || named == null || named == detected.provider()) ? detected
				: detected.withProvider(named, explicit.origin().toString());
	}

	private @Nullable Provider named(InputValue explicit, DetectedProvider detected, HostAndPort address) {
		Provider named = Provider.named(explicit.text());
		if (named == null && explicit.isForeign()) {
			this.findings.ignore(explicit, explicit.shown() + " is not a provider");
		}
		else if (named == null) {
			this.findings.reject(SettingsViolation.of(PROVIDER, explicit, explicit.shown(),
					"it is not a known provider", "Use one of " + List.of(Provider.values()) + ", or remove it."));
		}
		else if (named == Provider.NEON && explicit.isForeign() && detected.provider() != Provider.NEON) {
			// This variable selects a URL, too.
			this.findings.ignore(explicit,
					"NEON_DATABASE_URL is not used and the host " + address.host() + " is not one of Neon");
			return null;
		}
		return named;
	}

	/**
	 * Warnings about where connections go.
	 */
	static List<String> warnings(@Nullable EndpointSettings runtime, @Nullable EndpointSettings migration) {
		List<String> warnings = Stream.of(runtime, migration)
			.flatMap(Stream::ofNullable)
			.filter((endpoint) -> endpoint.provider().traits().ipv6Only())
			.map(EndpointSettings::host)
			.distinct()
			.map((host) -> "The host " + host + " has no IPv4 address unless the provider's add-on is on: where the "
					+ "network has no IPv6, use the URL of the provider's session pooler, on port 5432.")
			.collect(Collectors.toCollection(ArrayList::new));
		String user = impliedDatabase(runtime);
		String migrationUser = impliedDatabase(migration);
		if (user != null) {
			warnings.add("The URL names no database; the user's name is taken: " + user + ".");
		}
		if (migrationUser != null && !migrationUser.equals(user)) {
			warnings.add("The URL of the migrations names no database; the user's name is taken: " + migrationUser
					+ ". Name the database in the URL.");
		}
		return warnings;
	}

	/**
	 * The driver takes the name of the user where the URL names no database.
	 */
	private static @Nullable String impliedDatabase(@Nullable EndpointSettings endpoint) {
		return (endpoint != null && endpoint.postgresUrl().database() == null) ? endpoint.username() : null;
	}

}

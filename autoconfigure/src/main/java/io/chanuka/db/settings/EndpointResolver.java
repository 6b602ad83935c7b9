package io.chanuka.db.settings;

import java.util.List;
import java.util.Objects;

import io.chanuka.db.provider.DetectedProvider;
import io.chanuka.db.provider.EndpointKind;
import io.chanuka.db.url.Credentials;
import io.chanuka.db.url.HostAndPort;
import io.chanuka.db.url.PostgresUrl;
import org.jspecify.annotations.Nullable;

/**
 * Decides where the runtime and the migrations connect to, and as whom.
 */
final class EndpointResolver {

	static final String URL = "chanuka.db.url";

	static final String MIGRATION_URL = "chanuka.db.migration.url";

	private final SettingsInput input;

	private final UrlReader urls;

	private final ProviderResolver providers;

	private final List<SettingsViolation> violations;

	EndpointResolver(SettingsInput input, UrlReader urls, List<SettingsViolation> violations) {
		this.input = input;
		this.urls = urls;
		this.providers = new ProviderResolver(input, violations);
		this.violations = violations;
	}

	/**
	 * Decides where the application works.
	 * @return the endpoint, or {@code null} if there is none, with a violation
	 */
	@Nullable EndpointSettings runtime() {
		RedirectedEndpoint redirect = this.input.runtime();
		if (redirect != null && redirect.jdbcUrl() != null) {
			return endpoint(this.urls.redirected(URL, redirect), redirect.credentials(), Credentials.NONE);
		}
		Setting<PostgresUrl> url = this.urls.runtime();
		boolean springs = url != null && this.urls.isFrom(url, "spring.datasource.url");
		Credentials explicit = credentials("chanuka.db.username", "chanuka.db.password");
		return endpoint(url, springs
				? explicit.orElse(credentials("spring.datasource.username", "spring.datasource.password")) : explicit,
				Credentials.NONE);
	}

	/**
	 * Decides where the schema is changed.
	 * @param runtime where the application works
	 * @return the endpoint, or {@code null} if its URL is unusable, with a violation
	 */
	@Nullable EndpointSettings migration(EndpointSettings runtime) {
		RedirectedEndpoint redirect = this.input.migration();
		if (redirect != null && redirect.jdbcUrl() != null) {
			return refusePooled(runtime,
					endpoint(this.urls.redirected(MIGRATION_URL, redirect), redirect.credentials(), Credentials.NONE));
		}
		if (redirect != null) {
			return refusePooled(runtime, derived(runtime, redirect.credentials(), redirect.origin()));
		}
		if (this.input.runtime() != null) {
			// A test that moves the runtime must never migrate the configured database.
			return refusePooled(runtime,
					derived(runtime, runtime.credentials().value(), runtime.credentials().origin()));
		}
		return refusePooled(runtime, configured(runtime));
	}

	private @Nullable EndpointSettings configured(EndpointSettings runtime) {
		Credentials explicit = credentials("chanuka.db.migration.username", "chanuka.db.migration.password");
		if (this.input.first(MIGRATION_URL) == null) {
			// Credentials of a weaker source never go to the URL of a stronger one.
			explicit = explicit.orElse(credentials("spring.flyway.user", "spring.flyway.password"));
		}
		if (this.input.first(MIGRATION_URL, "spring.flyway.url") != null) {
			return sameAs(runtime, endpoint(this.urls.migration(), explicit, runtime.credentials().value()));
		}
		Origin origin = explicit.equals(Credentials.NONE) ? runtime.credentials().origin()
				: Origin.derived("the credentials of the migrations");
		return derived(runtime, explicit.orElse(runtime.credentials().value()), origin);
	}

	/**
	 * What somebody says of the runtime's pooler holds for the same address everywhere.
	 */
	private static @Nullable EndpointSettings sameAs(EndpointSettings runtime, @Nullable EndpointSettings migration) {
		if (migration == null) {
			return null;
		}
		PostgresUrl here = runtime.url().value();
		PostgresUrl there = migration.url().value();
		boolean same = here.hosts().equals(there.hosts()) && Objects.equals(here.database(), there.database());
		return same ? new EndpointSettings(migration.url(), migration.credentials(), runtime.provider()) : migration;
	}

	private EndpointSettings derived(EndpointSettings runtime, Credentials credentials, Origin origin) {
		PostgresUrl url = runtime.url().value();
		Setting<Credentials> user = new Setting<>("chanuka.db.migration.username", credentials, origin);
		HostAndPort sibling = runtime.provider().directSibling();
		if (sibling == null || url.hosts().size() > 1 || !isDerivationOn()) {
			return new EndpointSettings(new Setting<>(MIGRATION_URL, url, Origin.derived("the same as the runtime")),
					user, runtime.provider());
		}
		DetectedProvider provider = this.providers.at(sibling);
		return new EndpointSettings(new Setting<>(MIGRATION_URL, url.withHosts(List.of(sibling)),
				Origin.derived(provider.kind() + " sibling of the runtime's pooled host")), user, provider);
	}

	private boolean isDerivationOn() {
		InputValue derive = this.input.first("chanuka.db.migration.derive");
		return derive == null || Boolean.TRUE.equals(derive.value());
	}

	/**
	 * Migrations through a pooler lose their lock and break the tracking; that never
	 * happens without a word.
	 */
	private @Nullable EndpointSettings refusePooled(EndpointSettings runtime, @Nullable EndpointSettings migration) {
		InputValue allowed = this.input.first("chanuka.db.migration.allow-pooled");
		if (migration != null && migration.provider().kind() == EndpointKind.TRANSACTION_POOLED
				&& (allowed == null || !Boolean.TRUE.equals(allowed.value()))) {
			Origin origin = migration.url().origin();
			this.violations.add(new SettingsViolation(MIGRATION_URL,
					(origin.kind() == Origin.Kind.DERIVED) ? runtime.url().origin().description()
							: origin.description(),
					migration.url().value().toString(),
					"migrations would go through a pooler in transaction mode. " + migration.provider().reason(),
					"Set chanuka.db.migration.url or the variable MIGRATION_DATABASE_URL to the direct endpoint; "
							+ "chanuka.db.pooler.mode=session if the pooler lends connections for a session; or "
							+ "chanuka.db.migration.allow-pooled=true if you know that your migrations bear it."));
			return null;
		}
		return migration;
	}

	private @Nullable EndpointSettings endpoint(@Nullable Setting<PostgresUrl> url, Credentials explicit,
			Credentials fallback) {
		if (url == null) {
			return null;
		}
		Credentials credentials = explicit.orElse(url.value().credentials()).orElse(fallback);
		boolean runtime = url.name().equals(URL);
		String key = runtime ? "chanuka.db.username" : "chanuka.db.migration.username";
		HostAndPort address = url.value().firstHost();
		return new EndpointSettings(url, new Setting<>(key, credentials, url.origin()),
				runtime ? this.providers.runtime(address) : this.providers.at(address));
	}

	private Credentials credentials(String usernameKey, String passwordKey) {
		return new Credentials(text(usernameKey), text(passwordKey));
	}

	private @Nullable String text(String key) {
		InputValue value = this.input.first(key);
		return (value != null) ? value.value().toString() : null;
	}

}

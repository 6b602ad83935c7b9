package io.chanuka.db.settings.resolve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.chanuka.db.provider.DetectedProvider;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.MigrationMode;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.Setting;
import io.chanuka.db.settings.input.Findings;
import io.chanuka.db.settings.input.RedirectedEndpoint;
import io.chanuka.db.settings.input.SettingsInput;
import io.chanuka.db.settings.report.SettingsViolation;
import io.chanuka.db.settings.selection.DatabaseIdentity;
import io.chanuka.db.settings.selection.SelectedUrl;
import io.chanuka.db.settings.selection.UrlNames;
import io.chanuka.db.url.Credentials;
import io.chanuka.db.url.HostAndPort;
import io.chanuka.db.url.PostgresUrl;
import org.jspecify.annotations.Nullable;

/**
 * Decides where the runtime and the migrations connect to, and as which user, from the
 * URLs that were selected.
 */
final class EndpointResolver {

	private final SettingsInput input;

	private final UrlReader urls;

	private final ProviderResolver providers;

	private final Findings findings;

	EndpointResolver(SettingsInput input, UrlReader urls, Findings findings) {
		this.input = input;
		this.urls = urls;
		this.providers = new ProviderResolver(input, findings);
		this.findings = findings;
	}

	/**
	 * Decides where the application works.
	 * @return the endpoint, or {@code null} if there is none, with a violation
	 */
	@Nullable EndpointSettings runtime() {
		RedirectedEndpoint redirect = this.input.runtime();
		if (redirect != null && redirect.jdbcUrl() != null) {
			return redirected(this.urls.redirected(UrlNames.URL, redirect), redirect);
		}
		SelectedUrl selected = this.input.urls().runtime();
		EndpointSettings endpoint = endpoint(this.urls.runtime(),
				(selected != null) ? selected.credentials() : Credentials.NONE);
		boolean isOurs = selected != null && !selected.isSpringUrl();
		if (endpoint == null || isOurs) {
			return (endpoint != null) ? new SearchPath(this.findings).withoutPooled(endpoint) : null;
		}
		return endpoint.asPlain();
	}

	/**
	 * Decides where the schema is changed.
	 * @param runtime where the application works
	 * @return the endpoint, or {@code null} if its URL is unusable, with a violation
	 */
	@Nullable EndpointSettings migration(EndpointSettings runtime) {
		EndpointSettings migration = unchecked(runtime);
		return (migration != null) ? refusePooled(runtime, migration) : null;
	}

	private @Nullable EndpointSettings unchecked(EndpointSettings runtime) {
		RedirectedEndpoint redirect = this.input.migration();
		if (redirect != null && redirect.jdbcUrl() != null) {
			return redirected(this.urls.redirected(UrlNames.MIGRATION_URL, redirect), redirect);
		}
		if (redirect != null) {
			return derived(runtime, redirect.credentials(), redirect.origin());
		}
		if (isContainer(this.input.runtime())) {
			// A test that moves the runtime must never migrate the configured database.
			return derived(runtime, runtime.credentials().value(), runtime.credentials().origin());
		}
		SelectedUrl selected = this.input.urls().migration();
		if (selected != null) {
			boolean isElsewhere = selected.isSpringUrl()
					&& !DatabaseIdentity.haveSameHosts(selected.url(), runtime.postgresUrl());
			Credentials fallback = isElsewhere ? Credentials.NONE : runtime.credentials().value();
			EndpointSettings migration = sameAs(runtime,
					endpoint(this.urls.migration(selected), selected.credentials().orElse(fallback)));
			return (migration != null && selected.isSpringUrl()) ? migration.asPlain() : migration;
		}
		Credentials user = this.input.urls().migrationUser();
		InputValue name = this.input.first("chanuka.db.migration.username");
		Origin origin = (name != null) ? name.origin() : Origin.derived("the credentials of the migrations");
		if (user.equals(Credentials.NONE)) {
			origin = runtime.credentials().origin();
		}
		return derived(runtime, user.orElse(runtime.credentials().value()), origin);
	}

	private static boolean isContainer(@Nullable RedirectedEndpoint redirect) {
		return redirect != null && redirect.origin().kind() == Origin.Kind.CONTAINER;
	}

	/**
	 * What is configured for the runtime's pooler holds for the same address everywhere.
	 */
	private static @Nullable EndpointSettings sameAs(EndpointSettings runtime, @Nullable EndpointSettings migration) {
		if (migration == null) {
			return null;
		}
		PostgresUrl here = runtime.postgresUrl();
		PostgresUrl there = migration.postgresUrl();
		boolean same = here.hosts().equals(there.hosts()) && Objects.equals(here.database(), there.database());
		return same ? new EndpointSettings(migration.url(), migration.credentials(), runtime.provider()) : migration;
	}

	private EndpointSettings derived(EndpointSettings runtime, Credentials credentials, Origin origin) {
		PostgresUrl url = runtime.postgresUrl();
		Setting<Credentials> user = new Setting<>("chanuka.db.migration.username", credentials, origin);
		HostAndPort sibling = runtime.provider().directSibling();
		if (sibling == null || url.hosts().size() > 1 || !isDerivationOn()) {
			return new EndpointSettings(
					new Setting<>(UrlNames.MIGRATION_URL, url, Origin.derived("the same as the runtime")), user,
					runtime.provider(), runtime.plain());
		}
		PostgresUrl direct = url.withHosts(List.of(sibling));
		DetectedProvider provider = this.providers.of(direct);
		return new EndpointSettings(
				new Setting<>(UrlNames.MIGRATION_URL, withOptionsOf(direct, url.firstHost(), sibling),
						Origin.derived(provider.kind() + " sibling of the runtime's pooled host")),
				user, provider, runtime.plain());
	}

	/**
	 * Neon's option {@code endpoint} repeats the first label of the host.
	 * @see <a href="https://neon.com/docs/connect/connection-errors">Neon, Connection
	 * errors (The endpoint ID is not specified)</a>
	 */
	private static PostgresUrl withOptionsOf(PostgresUrl url, HostAndPort pooled, HostAndPort direct) {
		String options = url.parameters().get("options");
		if (options == null) {
			return url;
		}
		Map<String, String> parameters = new LinkedHashMap<>(url.parameters());
		parameters.put("options", options.replace("endpoint=" + firstLabel(pooled), "endpoint=" + firstLabel(direct)));
		return url.withParameters(parameters);
	}

	private static String firstLabel(HostAndPort address) {
		int dot = address.host().indexOf('.');
		return (dot != -1) ? address.host().substring(0, dot) : address.host();
	}

	private boolean isDerivationOn() {
		InputValue derive = this.input.first("chanuka.db.migration.derive");
		return derive == null || Boolean.TRUE.equals(derive.value());
	}

	/**
	 * Migrations through a pooler lose their lock and break the tracking; that never
	 * happens silently.
	 */
	private @Nullable EndpointSettings refusePooled(EndpointSettings runtime, EndpointSettings migration) {
		InputValue allowed = this.input.first("chanuka.db.migration.allow-pooled");
		if (!migration.isPooled() || !this.input.deployment().migrates() || !changesSchema()
				|| (allowed != null && Boolean.TRUE.equals(allowed.value()))) {
			return migration;
		}
		Origin origin = migration.url().origin();
		SelectedUrl selected = this.input.urls().runtime();
		boolean isSpringUrl = this.input.runtime() != null || (selected != null && selected.isSpringUrl());
		if (isSpringUrl && origin.kind() == Origin.Kind.DERIVED && allowed == null) {
			this.findings.warn("Migrations go through a pooler in transaction mode, as without this starter: "
					+ migration.provider().reason()
					+ " Flyway's lock does not hold there, so two instances that start at "
					+ "once may migrate at the same time. Set chanuka.db.migration.url to the direct endpoint.");
			return migration;
		}
		this.findings.reject(new SettingsViolation(UrlNames.MIGRATION_URL,
				(origin.kind() == Origin.Kind.DERIVED) ? runtime.url().origin().description() : origin.description(),
				migration.postgresUrl().toString(),
				"migrations would go through a pooler in transaction mode. " + migration.provider().reason(),
				"Set chanuka.db.migration.url or the variable MIGRATION_DATABASE_URL to the direct endpoint. If there is "
						+ "no pooler, set chanuka.db.pooler.mode=none; if the pooler keeps a server connection for the "
						+ "whole session, set it to session. chanuka.db.migration.allow-pooled=true migrates through the "
						+ "pooler."));
		return null;
	}

	/**
	 * The other modes read at the most. A command counts wherever it is set: left over,
	 * it refuses too much and not too little.
	 */
	private boolean changesSchema() {
		InputValue mode = this.input.first("chanuka.db.migration.mode");
		InputValue command = this.input.first("chanuka.db.run");
		return mode == null || !this.input.deployment().migratesByMode()
				|| mode.text().strip().equalsIgnoreCase(MigrationMode.MIGRATE.toString())
				|| (command != null && command.text().strip().equalsIgnoreCase("migrate"));
	}

	private @Nullable EndpointSettings redirected(@Nullable Setting<PostgresUrl> url, RedirectedEndpoint redirect) {
		EndpointSettings endpoint = (url != null)
				? endpoint(url, url.value().credentials().orElseEach(redirect.credentials())) : null;
		return (endpoint != null) ? endpoint.asPlain() : null;
	}

	private @Nullable EndpointSettings endpoint(@Nullable Setting<PostgresUrl> url, Credentials credentials) {
		if (url == null) {
			return null;
		}
		boolean runtime = url.name().equals(UrlNames.URL);
		String key = runtime ? "chanuka.db.username" : "chanuka.db.migration.username";
		return new EndpointSettings(url,
				new Setting<>(key, credentials.orElse(url.value().credentials()), originOfUser(key, url)),
				runtime ? this.providers.runtime(url.value()) : this.providers.of(url.value()));
	}

	private Origin originOfUser(String key, Setting<PostgresUrl> url) {
		InputValue name = this.input.first(key);
		return (name != null && url.value().credentials().username() == null) ? name.origin() : url.origin();
	}

}

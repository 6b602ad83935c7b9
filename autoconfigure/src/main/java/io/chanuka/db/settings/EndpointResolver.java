package io.chanuka.db.settings;

import java.util.List;
import java.util.Objects;

import io.chanuka.db.provider.ProviderDetector;
import io.chanuka.db.url.Credentials;
import io.chanuka.db.url.HostAndPort;
import io.chanuka.db.url.InvalidPostgresUrlException;
import io.chanuka.db.url.PostgresUrl;
import io.chanuka.db.url.Redactor;
import org.jspecify.annotations.Nullable;

/**
 * Decides where the runtime and the migrations connect to, and as whom.
 */
final class EndpointResolver {

	private static final String URL = "chanuka.db.url";

	private static final String MIGRATION_URL = "chanuka.db.migration.url";

	private final SettingsInput input;

	private final ProviderDetector providers;

	private final List<SettingsViolation> violations;

	private final List<String> warnings;

	EndpointResolver(SettingsInput input, ProviderDetector providers, List<SettingsViolation> violations,
			List<String> warnings) {
		this.input = input;
		this.providers = providers;
		this.violations = violations;
		this.warnings = warnings;
	}

	/**
	 * Decides where the application works.
	 * @return the endpoint, or {@code null} if there is none, with a violation
	 */
	@Nullable EndpointSettings runtime() {
		if (this.input.runtime() != null) {
			return redirected(URL, this.input.runtime());
		}
		InputValue value = firstUrl(URL, "spring.datasource.url");
		if (value == null) {
			this.violations.add(new SettingsViolation(URL, "", "no database URL is set",
					"Set the variable DATABASE_URL or the property chanuka.db.url, for example to "
							+ "postgresql://user:password@host:5432/database."));
			return null;
		}
		boolean ours = value.equals(this.input.first(URL));
		Credentials explicit = ours ? credentials("chanuka.db.username", "chanuka.db.password")
				: credentials("chanuka.db.username", "chanuka.db.password")
					.orElse(credentials("spring.datasource.username", "spring.datasource.password"));
		return parsed(URL, value, explicit, Credentials.NONE);
	}

	/**
	 * Decides where the schema is changed.
	 * @param runtime where the application works
	 * @return the endpoint, or {@code null} if its URL is unusable, with a violation
	 */
	@Nullable EndpointSettings migration(EndpointSettings runtime) {
		RedirectedEndpoint redirect = this.input.migration();
		if (redirect != null && redirect.jdbcUrl() != null) {
			return redirected(MIGRATION_URL, redirect);
		}
		if (redirect != null) {
			return derived(runtime,
					new Setting<>("chanuka.db.migration.username", redirect.credentials(), redirect.origin()));
		}
		if (this.input.runtime() != null) {
			// A test that moves the runtime must never migrate the configured database.
			return new EndpointSettings(new Setting<>(MIGRATION_URL, runtime.url().value(), runtime.url().origin()),
					runtime.credentials(), runtime.provider());
		}
		InputValue value = firstUrl(MIGRATION_URL, "spring.flyway.url");
		Credentials explicit = credentials("chanuka.db.migration.username", "chanuka.db.migration.password");
		if (this.input.first(MIGRATION_URL) == null) {
			// Credentials of a weaker source never go to the URL of a stronger one.
			explicit = explicit.orElse(credentials("spring.flyway.user", "spring.flyway.password"));
		}
		if (value != null) {
			return parsed(MIGRATION_URL, value, explicit, runtime.credentials().value());
		}
		Credentials credentials = explicit.orElse(runtime.credentials().value());
		return derived(runtime, new Setting<>("chanuka.db.migration.username", credentials,
				explicit.equals(Credentials.NONE) ? runtime.credentials().origin() : Origin.derived("explicit")));
	}

	private @Nullable InputValue firstUrl(String ours, String other) {
		InputValue value = this.input.first(ours);
		InputValue passedOver = this.input.first(other);
		if (value != null && passedOver != null) {
			this.warnings.add(value.name() + " (" + value.origin() + ") and " + passedOver.name() + " ("
					+ passedOver.origin() + ") both name a URL; the first one is used. Remove the other.");
		}
		return (value != null) ? value : passedOver;
	}

	private EndpointSettings derived(EndpointSettings runtime, Setting<Credentials> credentials) {
		PostgresUrl url = runtime.url().value();
		HostAndPort sibling = runtime.provider().directSibling();
		if (sibling == null || url.hosts().size() > 1) {
			return new EndpointSettings(new Setting<>(MIGRATION_URL, url, Origin.derived("the same as " + URL)),
					credentials, runtime.provider());
		}
		return new EndpointSettings(
				new Setting<>(MIGRATION_URL, url.withHosts(List.of(sibling)),
						Origin.derived("direct sibling of the pooled host in " + URL)),
				credentials, this.providers.detect(sibling));
	}

	private @Nullable EndpointSettings redirected(String key, RedirectedEndpoint endpoint) {
		InputValue value = new InputValue(endpoint.origin().description(), Objects.requireNonNull(endpoint.jdbcUrl()),
				endpoint.origin());
		return parsed(key, value, endpoint.credentials(), Credentials.NONE);
	}

	private @Nullable EndpointSettings parsed(String key, InputValue value, Credentials explicit,
			Credentials fallback) {
		String text = value.value().toString();
		try {
			PostgresUrl url = PostgresUrl.parse(text);
			Credentials credentials = explicit.orElse(url.credentials()).orElse(fallback);
			return new EndpointSettings(new Setting<>(key, url, value.origin()),
					new Setting<>(key, credentials, value.origin()), this.providers.detect(url.firstHost()));
		}
		catch (InvalidPostgresUrlException ex) {
			this.violations.add(new SettingsViolation(value.name(), Redactor.redactUnreadable(text), ex.getReason(),
					ex.getAction()));
			return null;
		}
	}

	private Credentials credentials(String usernameKey, String passwordKey) {
		return new Credentials(text(usernameKey), text(passwordKey));
	}

	private @Nullable String text(String key) {
		InputValue value = this.input.first(key);
		return (value != null) ? value.value().toString() : null;
	}

}

package io.chanuka.db.settings.resolve;

import java.time.Clock;
import java.time.Duration;

import io.chanuka.db.settings.ConnectionSettings;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.DeploymentEnvironment;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.EnvironmentDefaults;
import io.chanuka.db.settings.GuardMode;
import io.chanuka.db.settings.HealthSettings;
import io.chanuka.db.settings.LogSettings;
import io.chanuka.db.settings.MigrationSettings;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.PoolSettings;
import io.chanuka.db.settings.RetrySettings;
import io.chanuka.db.settings.SessionSettings;
import io.chanuka.db.settings.Setting;
import io.chanuka.db.settings.ShutdownSettings;
import io.chanuka.db.settings.StartupSettings;
import io.chanuka.db.settings.TlsSettings;
import io.chanuka.db.settings.input.Findings;
import io.chanuka.db.settings.input.SettingsInput;
import io.chanuka.db.settings.input.SettingsReader;
import io.chanuka.db.settings.input.UnknownKey;
import io.chanuka.db.settings.report.InvalidSettingsException;
import io.chanuka.db.settings.report.SettingsViolation;
import io.chanuka.db.settings.selection.DatabaseIdentity;
import io.chanuka.db.settings.selection.SelectedUrl;
import io.chanuka.db.settings.selection.UrlNames;
import io.chanuka.db.settings.tls.TlsFromUrl;
import io.chanuka.db.settings.tls.TlsResolver;
import io.chanuka.db.tls.TlsMaterialLoader;
import org.jspecify.annotations.Nullable;

/**
 * Decides every setting once. It reads no environment, and uses only the loader and the
 * clock that it is given; it never touches the network.
 */
public final class SettingsResolver {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final TlsMaterialLoader tlsMaterial;

	private final Clock clock;

	/**
	 * Create a new instance.
	 * @param tlsMaterial loads the certificates and keys that are named
	 * @param clock decides whether they are valid
	 */
	public SettingsResolver(TlsMaterialLoader tlsMaterial, Clock clock) {
		this.tlsMaterial = tlsMaterial;
		this.clock = clock;
	}

	/**
	 * Decides.
	 * @param input everything that was set
	 * @return the decided settings
	 * @throws InvalidSettingsException if anything is wrong, with all that is wrong
	 */
	public DatabaseSettings resolve(SettingsInput input) {
		Findings findings = new Findings(input);
		UrlReader urls = new UrlReader(input, findings);
		EndpointResolver endpoints = new EndpointResolver(input, urls, findings);
		EndpointSettings runtime = endpoints.runtime();
		EndpointSettings migration = (runtime != null) ? endpoints.migration(runtime) : null;
		Setting<DeploymentEnvironment> environment = new EnvironmentResolver(input, findings).resolve(runtime);
		EnvironmentDefaults defaults = EnvironmentDefaults.of(environment.value());
		Origin origin = Origin.environmentDefault(environment.value());
		SettingsReader reader = new SettingsReader(input, SettingsFromUrl.of(urls.runtimeParameters(), input),
				findings);
		PoolSettings pool = new PoolSettingsResolver(reader, findings).resolve(defaults, origin);
		ConnectionSettings connection = new ConnectionSettings(applicationName(input, reader, environment.value()),
				reader.duration("connect-timeout", Duration.ofSeconds(10), SECOND),
				reader.duration("login-timeout", Duration.ofSeconds(15), SECOND),
				reader.flag("tcp-keep-alive", defaults.tcpKeepAlive(), origin));
		SessionSettings session = new SessionResolver(reader).resolve();
		StartupSettings startup = new StartupResolver(reader).resolve(environment.value(), defaults, origin);
		ShutdownSettings shutdown = new ShutdownResolver(reader).resolve(defaults, origin);
		MigrationSettings migrations = new MigrationSettingsResolver(input, reader)
			.resolve(isSpringUrl(input, input.urls().runtime()));
		Setting<Boolean> metrics = reader.flag("metrics.enabled", true, Origin.DEFAULT);
		ProviderResolver.warnings(runtime, migration).forEach(findings::warn);
		HealthSettings health = new HealthResolver(input, reader).resolve(runtime);
		RetrySettings retry = new RetryResolver(reader).resolve();
		LogSettings logs = new LogResolver(reader, findings).resolve(environment);
		Setting<GuardMode> guard = GuardResolver.resolve(reader);
		TlsResolver tls = new TlsResolver(input, environment, this.tlsMaterial, this.clock, findings);
		TlsSettings runtimeTls = (runtime != null)
				? tls.resolve(runtime, urls.runtimeParameters(), isSpringUrl(input, input.urls().runtime())) : null;
		TlsSettings migrationTls = isEncryptedAsRuntime(runtime, migration, urls) ? runtimeTls : (migration != null)
				? tls.resolve(migration, urls.migrationParameters(), isSpringMigrationUrl(input)) : null;
		reportUnknownKeys(input, runtime, environment, findings);
		if (runtime == null && findings.violations().isEmpty()) {
			findings.reject(new SettingsViolation(UrlNames.URL, UrlNames.URL, "",
					"there is no PostgreSQL database to connect to: " + input.urls().reason(),
					"Set chanuka.db.url, or chanuka.db.enabled=false if the database is another one."));
		}
		if (runtime == null || migration == null || runtimeTls == null || migrationTls == null
				|| !findings.violations().isEmpty()) {
			throw new InvalidSettingsException(findings.violations(), findings.warnings());
		}
		return new DatabaseSettings(environment, runtime, migration, runtimeTls, migrationTls, connection, session,
				pool, migrations, startup, shutdown, health, retry, metrics, guard, logs,
				SettingsForReport.of(input, reader, runtime, isSpringUrl(input, input.urls().runtime())),
				findings.warnings());
	}

	/**
	 * Where the application does not start anyway, they belong to what has to be
	 * corrected.
	 */
	private static void reportUnknownKeys(SettingsInput input, @Nullable EndpointSettings runtime,
			Setting<DeploymentEnvironment> environment, Findings findings) {
		boolean loopback = runtime != null && runtime.isLoopback();
		boolean fails = !findings.violations().isEmpty();
		for (UnknownKey key : input.unknownKeys()) {
			if (fails || key.isError(environment, input.deployment().isTest(), loopback)) {
				findings.reject(key.violation());
			}
			else {
				findings.warn(key.warning());
			}
		}
	}

	private static boolean isSpringUrl(SettingsInput input, @Nullable SelectedUrl selected) {
		boolean redirected = input.runtime() != null && input.runtime().jdbcUrl() != null;
		return redirected || (selected != null && selected.isSpringUrl());
	}

	/**
	 * Migrations without a URL of their own follow the runtime.
	 */
	private static boolean isSpringMigrationUrl(SettingsInput input) {
		boolean redirected = input.migration() != null && input.migration().jdbcUrl() != null;
		SelectedUrl selected = input.urls().migration();
		return redirected || isSpringUrl(input, (selected != null) ? selected : input.urls().runtime());
	}

	/**
	 * Migrations on the hosts of the runtime are encrypted as it is, unless their URL
	 * sets something else.
	 */
	private static boolean isEncryptedAsRuntime(@Nullable EndpointSettings runtime,
			@Nullable EndpointSettings migration, UrlReader urls) {
		if (runtime == null || migration == null) {
			return false;
		}
		boolean same = migration.url().origin().kind() == Origin.Kind.DERIVED
				&& migration.postgresUrl().equals(runtime.postgresUrl());
		return same || (DatabaseIdentity.haveSameHosts(runtime.postgresUrl(), migration.postgresUrl())
				&& TlsFromUrl.of(urls.migrationParameters(), false).isEmpty());
	}

	private static Setting<String> applicationName(SettingsInput input, SettingsReader reader,
			DeploymentEnvironment environment) {
		String application = hasText(input.deployment().applicationName()) ? input.deployment().applicationName()
				: "application";
		return reader.text("application-name", application + "-" + environment.suffix(),
				Origin.derived("spring.application.name and the environment"));
	}

	private static boolean hasText(@Nullable String text) {
		return text != null && !text.isBlank();
	}

}

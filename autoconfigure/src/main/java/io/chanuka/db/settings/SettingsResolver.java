package io.chanuka.db.settings;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.chanuka.db.tls.TlsMaterialLoader;
import org.jspecify.annotations.Nullable;

/**
 * Decides every setting once. It reads no environment, and asks nobody but the loader and
 * the clock that it is given; it never touches the network.
 */
public final class SettingsResolver {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final TlsMaterialLoader tlsMaterial;

	private final Clock clock;

	/**
	 * Create a new instance.
	 * @param tlsMaterial loads the certificates and keys that are named
	 * @param clock tells whether they hold
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
		List<SettingsViolation> violations = new ArrayList<>(input.violations());
		List<String> warnings = new ArrayList<>(input.warnings());
		UrlReader urls = new UrlReader(input, violations, warnings);
		EndpointResolver endpoints = new EndpointResolver(input, urls, violations);
		EndpointSettings runtime = endpoints.runtime();
		EndpointSettings migration = (runtime != null) ? endpoints.migration(runtime) : null;
		Setting<DeploymentEnvironment> environment = new EnvironmentResolver(input, violations).resolve(runtime);
		EnvironmentDefaults defaults = EnvironmentDefaults.of(environment.value());
		Origin origin = Origin.environmentDefault(environment.value());
		SettingsReader reader = new SettingsReader(input, SettingsFromUrl.of(urls.runtimeParameters()), violations);
		PoolSettings pool = new PoolSettingsResolver(reader, violations).resolve(defaults, origin);
		ConnectionSettings connection = new ConnectionSettings(applicationName(input, reader, environment.value()),
				reader.duration("connect-timeout", Duration.ofSeconds(10), SECOND),
				reader.duration("login-timeout", Duration.ofSeconds(15), SECOND),
				reader.flag("tcp-keep-alive", defaults.tcpKeepAlive(), origin));
		SessionSettings session = new SessionResolver(reader).resolve();
		ShutdownSettings shutdown = ShutdownSettings.from(reader);
		Setting<Boolean> metrics = reader.flag("metrics.enabled", true, Origin.DEFAULT);
		warnings.addAll(ProviderResolver.warnings(runtime, migration));
		Setting<PoolTimers> poolTimers = reader.choice("metrics.pool-timers", PoolTimers.MICROMETER);
		HealthSettings health = new HealthResolver(input, reader).resolve(runtime);
		warnings.addAll(PlannedKeys.warnings(input));
		TlsResolver tls = new TlsResolver(input, environment.value(), this.tlsMaterial, this.clock, violations,
				warnings);
		TlsSettings runtimeTls = (runtime != null) ? tls.resolve(runtime, urls.runtimeParameters()) : null;
		TlsSettings migrationTls = isSameAddress(runtime, migration) ? runtimeTls
				: (migration != null) ? tls.resolve(migration, urls.migrationParameters()) : null;
		if (runtime == null || migration == null || runtimeTls == null || migrationTls == null
				|| !violations.isEmpty()) {
			throw new InvalidSettingsException(violations);
		}
		return new DatabaseSettings(environment, runtime, migration, runtimeTls, migrationTls, connection, session,
				pool, reader.flag("migration.allow-pooled", false, Origin.DEFAULT), shutdown, health, metrics,
				poolTimers, warnings);
	}

	/**
	 * Migrations that follow the runtime are encrypted as it is, whoever said where it
	 * is.
	 */
	private static boolean isSameAddress(@Nullable EndpointSettings runtime, @Nullable EndpointSettings migration) {
		return runtime != null && migration != null && migration.url().origin().kind() == Origin.Kind.DERIVED
				&& migration.url().value().equals(runtime.url().value());
	}

	private static Setting<String> applicationName(SettingsInput input, SettingsReader reader,
			DeploymentEnvironment environment) {
		String application = hasText(input.applicationName()) ? input.applicationName() : "application";
		return reader.text("application-name", application + "-" + environment.suffix(),
				Origin.derived("spring.application.name and the environment"));
	}

	private static boolean hasText(@Nullable String text) {
		return text != null && !text.isBlank();
	}

}

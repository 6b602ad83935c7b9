package io.chanuka.db.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.chanuka.db.provider.ProviderDetector;
import org.jspecify.annotations.Nullable;

/**
 * Decides every setting once. A pure function: no network, no environment, no clock.
 */
public final class SettingsResolver {

	private final ProviderDetector providers = new ProviderDetector();

	/**
	 * Decides.
	 * @param input everything that was set
	 * @return the decided settings
	 * @throws InvalidSettingsException if anything is wrong, with all that is wrong
	 */
	public DatabaseSettings resolve(SettingsInput input) {
		List<SettingsViolation> violations = new ArrayList<>(input.violations());
		List<String> warnings = new ArrayList<>();
		SettingsReader reader = new SettingsReader(input, violations);
		EndpointResolver endpoints = new EndpointResolver(input, this.providers, violations, warnings);
		EndpointSettings runtime = endpoints.runtime();
		EndpointSettings migration = (runtime != null) ? endpoints.migration(runtime) : null;
		Setting<DeploymentEnvironment> environment = new EnvironmentResolver(input, violations).resolve(runtime);
		EnvironmentDefaults defaults = EnvironmentDefaults.of(environment.value());
		Origin origin = Origin.environmentDefault(environment.value());
		PoolSettings pool = new PoolSettingsResolver(reader, violations).resolve(defaults, origin);
		Setting<Boolean> tcpKeepAlive = reader.flag("tcp-keep-alive", defaults.tcpKeepAlive(), origin);
		Setting<Duration> connectTimeout = reader.duration("connect-timeout", Duration.ofSeconds(10),
				Duration.ofSeconds(1));
		Setting<Duration> loginTimeout = reader.duration("login-timeout", Duration.ofSeconds(15),
				Duration.ofSeconds(1));
		Setting<Duration> drainTimeout = reader.duration("shutdown.drain-timeout", Duration.ofSeconds(30),
				Duration.ZERO);
		if (runtime == null || migration == null || !violations.isEmpty()) {
			throw new InvalidSettingsException(violations);
		}
		return new DatabaseSettings(environment, applicationName(input, reader, environment.value()), runtime,
				migration, pool, tcpKeepAlive, connectTimeout, loginTimeout, drainTimeout, warnings);
	}

	private static Setting<String> applicationName(SettingsInput input, SettingsReader reader,
			DeploymentEnvironment environment) {
		String application = (hasText(input.applicationName())) ? input.applicationName() : "application";
		return reader.text("application-name", application + "-" + environment.suffix(),
				Origin.derived("spring.application.name and the environment"));
	}

	private static boolean hasText(@Nullable String text) {
		return text != null && !text.isBlank();
	}

}

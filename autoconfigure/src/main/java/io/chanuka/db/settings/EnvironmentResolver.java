package io.chanuka.db.settings;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.chanuka.db.url.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the application is deployed for: the property, else the active profiles,
 * else the host. A real host without any word is production, so that nothing is weak by
 * accident.
 */
final class EnvironmentResolver {

	private static final String KEY = "chanuka.db.environment";

	private final SettingsInput input;

	private final List<SettingsViolation> violations;

	EnvironmentResolver(SettingsInput input, List<SettingsViolation> violations) {
		this.input = input;
		this.violations = violations;
	}

	Setting<DeploymentEnvironment> resolve(@Nullable EndpointSettings runtime) {
		InputValue value = this.input.first(KEY);
		if (value != null) {
			return fromProperty(value);
		}
		List<String> profiles = this.input.activeProfiles()
			.stream()
			.filter((profile) -> DeploymentEnvironment.named(profile) != null)
			.toList();
		return profiles.isEmpty() ? fromHost(runtime) : fromProfiles(profiles);
	}

	private Setting<DeploymentEnvironment> fromProperty(InputValue value) {
		DeploymentEnvironment environment = DeploymentEnvironment.named(value.value().toString());
		if (environment == null) {
			this.violations.add(SettingsViolation.of(KEY, value, value.value().toString(),
					"it names no environment we know", "Use one of " + List.of(DeploymentEnvironment.values()) + "."));
			return setting(DeploymentEnvironment.PRODUCTION, value.origin());
		}
		return setting(environment, value.origin());
	}

	private Setting<DeploymentEnvironment> fromProfiles(List<String> profiles) {
		List<DeploymentEnvironment> environments = profiles.stream()
			.map(DeploymentEnvironment::named)
			.flatMap((environment) -> Stream.ofNullable(Objects.requireNonNull(environment)))
			.distinct()
			.toList();
		if (environments.size() > 1) {
			this.violations.add(new SettingsViolation(KEY, "spring.profiles.active", String.join(",", profiles),
					"the profiles name different environments: " + environments,
					"Activate one of them, or set " + KEY + "."));
		}
		return setting(environments.get(0), Origin.derived("active profile '" + profiles.get(0) + "'"));
	}

	private static Setting<DeploymentEnvironment> fromHost(@Nullable EndpointSettings runtime) {
		HostAndPort host = (runtime != null) ? runtime.url().value().firstHost() : null;
		if (host == null) {
			return setting(DeploymentEnvironment.PRODUCTION, Origin.DEFAULT);
		}
		if (runtime != null && runtime.url().origin().kind() == Origin.Kind.CONTAINER) {
			return setting(DeploymentEnvironment.DEVELOPMENT,
					Origin.derived("no profile, and the database is a container of this machine"));
		}
		if (host.isLoopback()) {
			return setting(DeploymentEnvironment.DEVELOPMENT,
					Origin.derived("no profile, and the host is on this machine"));
		}
		if (host.host().indexOf('.') == -1 && host.host().indexOf(':') == -1) {
			return setting(DeploymentEnvironment.DEVELOPMENT,
					Origin.derived("no profile, and the host '" + host.host() + "' is a single label"));
		}
		return setting(DeploymentEnvironment.PRODUCTION, Origin.derived("no profile, and the host is a remote one"));
	}

	private static Setting<DeploymentEnvironment> setting(DeploymentEnvironment environment, Origin origin) {
		return new Setting<>(KEY, environment, origin);
	}

}

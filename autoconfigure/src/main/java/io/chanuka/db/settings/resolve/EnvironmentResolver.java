package io.chanuka.db.settings.resolve;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.chanuka.db.settings.DeploymentEnvironment;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.Setting;
import io.chanuka.db.settings.input.Findings;
import io.chanuka.db.settings.input.Hosts;
import io.chanuka.db.settings.input.Platform;
import io.chanuka.db.settings.input.SettingsInput;
import io.chanuka.db.settings.report.SettingsViolation;
import io.chanuka.db.settings.selection.DriverProperties;
import io.chanuka.db.url.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the application is deployed for: the property, else the active profiles,
 * else the platform and the hosts. A remote host without any of them is production, so
 * that nothing is weak by accident.
 */
final class EnvironmentResolver {

	private static final String KEY = "chanuka.db.environment";

	private final SettingsInput input;

	private final Findings findings;

	EnvironmentResolver(SettingsInput input, Findings findings) {
		this.input = input;
		this.findings = findings;
	}

	Setting<DeploymentEnvironment> resolve(@Nullable EndpointSettings runtime) {
		InputValue value = this.input.first(KEY);
		if (value != null) {
			return fromProperty(value);
		}
		List<String> profiles = this.input.deployment()
			.activeProfiles()
			.stream()
			.filter((profile) -> DeploymentEnvironment.named(profile) != null)
			.toList();
		return profiles.isEmpty() ? guessed(runtime) : fromProfiles(profiles);
	}

	private Setting<DeploymentEnvironment> fromProperty(InputValue value) {
		DeploymentEnvironment environment = DeploymentEnvironment.named(value.text());
		if (environment == null) {
			this.findings.reject(SettingsViolation.of(KEY, value, value.shown(), "it is not a known environment",
					"Use one of " + List.of(DeploymentEnvironment.values()) + "."));
			return setting(DeploymentEnvironment.PRODUCTION, value.origin());
		}
		return setting(environment, value.origin());
	}

	/**
	 * Testing if one of them is, because a test must not work like production; else the
	 * strictest.
	 */
	private Setting<DeploymentEnvironment> fromProfiles(List<String> profiles) {
		List<DeploymentEnvironment> environments = profiles.stream()
			.map(DeploymentEnvironment::named)
			.filter(Objects::nonNull)
			.distinct()
			.sorted(Comparator.comparing((DeploymentEnvironment environment) -> environment))
			.toList();
		DeploymentEnvironment chosen = environments.contains(DeploymentEnvironment.TESTING)
				? DeploymentEnvironment.TESTING : environments.get(0);
		if (environments.size() > 1) {
			this.findings.warn("The active profiles name several environments, " + environments + "; " + chosen
					+ " is used. Set " + KEY + " to choose.");
		}
		String profile = profiles.stream()
			.filter((name) -> DeploymentEnvironment.named(name) == chosen)
			.findFirst()
			.orElseThrow();
		return setting(chosen, new Origin(Origin.Kind.PROFILE, "active profile '" + profile + "'"));
	}

	private Setting<DeploymentEnvironment> guessed(@Nullable EndpointSettings runtime) {
		if (runtime == null) {
			return setting(DeploymentEnvironment.PRODUCTION, Origin.DEFAULT);
		}
		if (runtime.url().origin().kind() == Origin.Kind.CONTAINER) {
			return guessed(DeploymentEnvironment.DEVELOPMENT, "the database is a container of this machine");
		}
		Platform platform = this.input.deployment().platform();
		if (platform != null) {
			return guessed(DeploymentEnvironment.PRODUCTION, Origin.PLATFORM + platform);
		}
		String factory = Hosts.remoteFactory(runtime.parameters(), driverProperties());
		if (factory != null) {
			return guessed(DeploymentEnvironment.PRODUCTION, "connections are opened by " + factory);
		}
		for (HostAndPort host : runtime.hosts()) {
			if (!Hosts.isDevelopment(host)) {
				return guessed(DeploymentEnvironment.PRODUCTION, "the host " + host.host() + " is a remote one");
			}
		}
		HostAndPort host = runtime.firstHost();
		return guessed(DeploymentEnvironment.DEVELOPMENT, host.isLoopback() ? "the host is on this machine"
				: "the host " + host.host() + " is a name of a local network");
	}

	private Map<String, String> driverProperties() {
		return new DriverProperties(this.input.values()).all();
	}

	private Setting<DeploymentEnvironment> guessed(DeploymentEnvironment environment, String reason) {
		String profiles = this.input.deployment().activeProfiles().isEmpty() ? "no profile"
				: "no profile that names an environment";
		return setting(environment, Origin.derived(profiles + ", and " + reason));
	}

	private static Setting<DeploymentEnvironment> setting(DeploymentEnvironment environment, Origin origin) {
		return new Setting<>(KEY, environment, origin);
	}

}

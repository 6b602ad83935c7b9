package io.chanuka.db.settings.resolve;

import java.time.Duration;

import io.chanuka.db.settings.DeploymentEnvironment;
import io.chanuka.db.settings.EnvironmentDefaults;
import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.Setting;
import io.chanuka.db.settings.StartupSettings;
import io.chanuka.db.settings.input.SettingsReader;

/**
 * Decides how long and how often the start of the application tries to connect.
 */
final class StartupResolver {

	/**
	 * A name that does not resolve on the machine of a developer is a typing error.
	 */
	private static final Duration UNKNOWN_HOST_IN_DEVELOPMENT = Duration.ofSeconds(5);

	private static final Duration SHORTEST_DELAY = Duration.ofMillis(100);

	private static final String MULTIPLIER = "startup.multiplier";

	private final SettingsReader reader;

	StartupResolver(SettingsReader reader) {
		this.reader = reader;
	}

	StartupSettings resolve(DeploymentEnvironment environment, EnvironmentDefaults defaults, Origin origin) {
		Setting<Duration> timeout = this.reader.duration("startup.timeout", null, defaults.startupTimeout(), origin,
				Duration.ZERO, false);
		boolean isShort = environment == DeploymentEnvironment.DEVELOPMENT && !timeout.origin().isExplicit();
		return new StartupSettings(timeout, isShort ? UNKNOWN_HOST_IN_DEVELOPMENT : timeout.value(),
				this.reader.number("startup.max-attempts", null, 5, Origin.DEFAULT, 1),
				this.reader.duration("startup.initial-delay", Duration.ofSeconds(1), SHORTEST_DELAY), multiplier(),
				this.reader.duration("startup.max-delay", Duration.ofSeconds(30), SHORTEST_DELAY));
	}

	private Setting<Double> multiplier() {
		InputValue value = this.reader.find(MULTIPLIER, null);
		if (value == null) {
			return new Setting<>(SettingsReader.PREFIX + MULTIPLIER, 2.0, Origin.DEFAULT);
		}
		double multiplier = ((Number) value.value()).doubleValue();
		if (!(multiplier >= 1)) {
			this.reader.reject(MULTIPLIER, value, "it is less than 1", "Set it to 1 or more.");
		}
		return new Setting<>(SettingsReader.PREFIX + MULTIPLIER, multiplier, value.origin());
	}

}

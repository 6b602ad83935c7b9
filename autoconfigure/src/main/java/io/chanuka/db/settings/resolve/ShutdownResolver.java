package io.chanuka.db.settings.resolve;

import java.time.Duration;

import io.chanuka.db.settings.EnvironmentDefaults;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.ShutdownSettings;
import io.chanuka.db.settings.input.SettingsReader;

/**
 * Decides what happens when the application stops.
 */
final class ShutdownResolver {

	private final SettingsReader reader;

	ShutdownResolver(SettingsReader reader) {
		this.reader = reader;
	}

	ShutdownSettings resolve(EnvironmentDefaults defaults, Origin origin) {
		return new ShutdownSettings(
				this.reader.duration("shutdown.drain-timeout", null, defaults.drainTimeout(), origin, Duration.ZERO,
						false),
				this.reader.duration("shutdown.readiness-delay", Duration.ZERO, Duration.ZERO),
				this.reader.duration("shutdown.grace-period", Duration.ZERO, Duration.ZERO),
				this.reader.flag("shutdown.cancel-requests", true, Origin.DEFAULT));
	}

}

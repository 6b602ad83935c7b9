package io.chanuka.db.settings.resolve;

import java.time.Duration;

import io.chanuka.db.settings.RetrySettings;
import io.chanuka.db.settings.input.SettingsReader;

/**
 * Decides how operations of the application are retried.
 */
final class RetryResolver {

	private final SettingsReader reader;

	RetryResolver(SettingsReader reader) {
		this.reader = reader;
	}

	RetrySettings resolve() {
		RetrySettings defaults = RetrySettings.defaults();
		return new RetrySettings(
				this.reader.number(defaults.maxAttempts().key(), null, defaults.maxAttempts().value(),
						defaults.maxAttempts().origin(), 1),
				this.reader.duration(defaults.initialDelay().key(), defaults.initialDelay().value(), Duration.ZERO),
				this.reader.decimal(defaults.multiplier().key(), defaults.multiplier().value(), 1),
				this.reader.duration(defaults.maxDelay().key(), defaults.maxDelay().value(), Duration.ofMillis(1)));
	}

}

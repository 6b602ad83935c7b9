package io.chanuka.db.settings.resolve;

import java.time.Duration;
import java.util.Arrays;

import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.PreparedStatements;
import io.chanuka.db.settings.SessionSettings;
import io.chanuka.db.settings.Setting;
import io.chanuka.db.settings.input.SettingsReader;

/**
 * Decides what should hold in sessions.
 */
final class SessionResolver {

	private static final Duration MILLISECOND = Duration.ofMillis(1);

	private static final String PREPARED = "pooler.prepared-statements";

	private final SettingsReader reader;

	SessionResolver(SettingsReader reader) {
		this.reader = reader;
	}

	SessionSettings resolve() {
		return new SessionSettings(duration("statement-timeout", Duration.ofSeconds(30)),
				duration("query-timeout", Duration.ZERO), duration("lock-timeout", Duration.ZERO),
				duration("idle-in-transaction-timeout", Duration.ZERO), preparedStatements());
	}

	private Setting<Duration> duration(String key, Duration defaultValue) {
		return this.reader.duration(key, null, defaultValue, Origin.DEFAULT, MILLISECOND, true);
	}

	private Setting<PreparedStatements> preparedStatements() {
		Setting<String> text = this.reader.text(PREPARED, PreparedStatements.AUTO.toString(), Origin.DEFAULT);
		PreparedStatements value = PreparedStatements.named(text.value());
		InputValue input = this.reader.find(PREPARED, null);
		if (value == null && input != null) {
			this.reader.reject(PREPARED, input, "it is none of the choices",
					"Use one of " + Arrays.toString(PreparedStatements.values()) + ".");
		}
		return new Setting<>(text.name(), (value != null) ? value : PreparedStatements.AUTO, text.origin());
	}

}

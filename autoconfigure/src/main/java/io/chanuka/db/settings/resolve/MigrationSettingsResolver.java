package io.chanuka.db.settings.resolve;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.MigrationMode;
import io.chanuka.db.settings.MigrationSettings;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.Setting;
import io.chanuka.db.settings.input.SettingsInput;
import io.chanuka.db.settings.input.SettingsReader;

/**
 * Decides how the schema is changed.
 */
final class MigrationSettingsResolver {

	private static final String MODE = "migration.mode";

	private final SettingsInput input;

	private final SettingsReader reader;

	MigrationSettingsResolver(SettingsInput input, SettingsReader reader) {
		this.input = input;
		this.reader = reader;
	}

	/**
	 * Decides.
	 * @param isSpringUrl whether the runtime's URL is the application's own
	 */
	MigrationSettings resolve(boolean isSpringUrl) {
		return new MigrationSettings(pooled(isSpringUrl), mode(),
				this.reader.duration("migration.timeout", Duration.ofMinutes(5), Duration.ofSeconds(1)),
				this.reader.duration("migration.lock-timeout", null, Duration.ofSeconds(5), Origin.DEFAULT,
						Duration.ofMillis(10), true),
				this.reader.flag("migration.fast-path", true, Origin.DEFAULT));
	}

	/**
	 * An application that migrates through its own URL already goes on doing so.
	 */
	private Setting<Boolean> pooled(boolean isSpringUrl) {
		Setting<Boolean> allowed = this.reader.flag("migration.allow-pooled", false, Origin.DEFAULT);
		boolean follows = this.input.urls().migration() == null && isSpringUrl;
		return (follows && !allowed.origin().isExplicit())
				? new Setting<>(allowed.name(), true,
						Origin.derived("migrations follow the application's own URL, as without this starter"))
				: allowed;
	}

	private Setting<MigrationMode> mode() {
		Setting<String> text = this.reader.text(MODE, MigrationMode.MIGRATE.toString(), Origin.DEFAULT);
		String name = text.value().strip().toLowerCase(Locale.ROOT);
		MigrationMode mode = Arrays.stream(MigrationMode.values())
			.filter((candidate) -> candidate.toString().equals(name))
			.findFirst()
			.orElse(null);
		InputValue value = this.reader.find(MODE, null);
		if (mode == null && value != null) {
			this.reader.reject(MODE, value, "it is no mode of the migrations",
					"Set it to migrate, validate, wait or none.");
		}
		return new Setting<>(text.name(), (mode != null) ? mode : MigrationMode.MIGRATE, text.origin());
	}

}

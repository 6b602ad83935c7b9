package io.chanuka.db.settings.resolve;

import java.util.Arrays;

import io.chanuka.db.settings.GuardMode;
import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.Setting;
import io.chanuka.db.settings.input.SettingsReader;

/**
 * Decides what happens to a database of another environment.
 */
final class GuardResolver {

	private static final String KEY = "migration.guard";

	private GuardResolver() {
	}

	static Setting<GuardMode> resolve(SettingsReader reader) {
		Setting<String> text = reader.text(KEY, GuardMode.REFUSE.toString(), Origin.DEFAULT);
		GuardMode mode = GuardMode.named(text.value());
		InputValue value = reader.own(KEY);
		if (mode == null && value != null) {
			reader.reject(KEY, value, "it is not a known mode",
					"Use one of " + Arrays.toString(GuardMode.values()) + ".");
		}
		return new Setting<>(text.name(), (mode != null) ? mode : GuardMode.REFUSE, text.origin());
	}

}

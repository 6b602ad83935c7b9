package io.chanuka.db.autoconfigure;

import java.util.Locale;
import java.util.Set;

import io.chanuka.db.settings.InputValue;

import org.springframework.core.env.Environment;

/**
 * Reads a switch before the settings are resolved, and as they read it: {@code yes},
 * {@code on} and {@code 1} are true, a blank one is not set. One that cannot be read
 * counts as not set here and is reported there, together with everything else.
 */
final class Switch {

	private static final Set<String> ON = Set.of("true", "on", "yes", "1");

	private static final Set<String> OFF = Set.of("false", "off", "no", "0");

	private Switch() {
	}

	static boolean isOn(Environment environment, String name, boolean otherwise) {
		return isOn(new RankedSources(environment), name, otherwise);
	}

	static boolean isOn(RankedSources sources, String name, boolean otherwise) {
		InputValue value = sources.property(name);
		String text = (value != null) ? value.text().strip().toLowerCase(Locale.ROOT) : "";
		return ON.contains(text) || (otherwise && !OFF.contains(text));
	}

}

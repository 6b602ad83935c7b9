package io.chanuka.db.autoconfigure;

import org.springframework.core.convert.ConversionException;
import org.springframework.core.env.Environment;

/**
 * Reads a switch before the settings are resolved, and as they read it: {@code yes},
 * {@code on} and {@code 1} are true, a blank one is not set. One that cannot be read
 * counts as not set here and is reported there, together with everything else.
 */
final class Switch {

	private Switch() {
	}

	static boolean isOn(Environment environment, String name, boolean otherwise) {
		try {
			return environment.getProperty(name, Boolean.class, otherwise);
		}
		catch (ConversionException | IllegalArgumentException ex) {
			return otherwise;
		}
	}

}

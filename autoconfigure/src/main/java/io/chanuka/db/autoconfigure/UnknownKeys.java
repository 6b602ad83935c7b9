package io.chanuka.db.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import io.chanuka.db.settings.SettingsViolation;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Finds keys below {@code chanuka.db} that do not exist. In a configuration file that is
 * a mistake; a variable may be somebody else's, so it is only worth a word.
 */
final class UnknownKeys {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("chanuka.db");

	private final KnownKeys known = new KnownKeys();

	private final List<SettingsViolation> violations = new ArrayList<>();

	private final List<String> warnings = new ArrayList<>();

	UnknownKeys(Environment environment) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource names) {
				boolean isVariable = source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
				names.stream()
					.filter(PREFIX::isAncestorOf)
					.map(ConfigurationPropertyName::toString)
					.filter((name) -> !this.known.contains(name, isVariable))
					.forEach((name) -> report(name, isVariable));
			}
		}
	}

	List<SettingsViolation> violations() {
		return this.violations;
	}

	List<String> warnings() {
		return this.warnings;
	}

	private void report(String name, boolean isVariable) {
		String nearest = this.known.nearest(name);
		if (isVariable) {
			this.warnings
				.add("The variable for " + name + " is none of ours; the nearest property is " + nearest + ".");
		}
		else if (this.violations.stream().noneMatch((violation) -> violation.property().equals(name))) {
			this.violations.add(new SettingsViolation(name, name, "", "there is no such property",
					"Did you mean " + nearest + "?"));
		}
	}

}

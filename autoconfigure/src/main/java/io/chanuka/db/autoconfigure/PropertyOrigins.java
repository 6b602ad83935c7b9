package io.chanuka.db.autoconfigure;

import io.chanuka.db.settings.Origin;
import io.chanuka.db.url.Redactor;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Describes where properties are set, in words.
 */
final class PropertyOrigins {

	private PropertyOrigins() {
	}

	/**
	 * The name under which a property is set: its own, or a variable's.
	 */
	static String nameOf(ConfigurationProperty property) {
		org.springframework.boot.origin.Origin origin = innermost(property.getOrigin());
		if (origin instanceof SystemEnvironmentOrigin variable) {
			return variable.getProperty();
		}
		PropertySourceOrigin source = sourceOf(property.getOrigin());
		return (source != null && source.getPropertySource() instanceof SystemEnvironmentPropertySource)
				? source.getPropertyName() : property.getName().toString();
	}

	static Origin of(ConfigurationProperty property) {
		String name = nameOf(property);
		org.springframework.boot.origin.Origin origin = innermost(property.getOrigin());
		if (name.equals(property.getName().toString())) {
			return new Origin(Origin.Kind.PROPERTY, name + place(origin));
		}
		if (origin == null || origin instanceof SystemEnvironmentOrigin || origin instanceof PropertySourceOrigin) {
			return new Origin(Origin.Kind.PROPERTY, "variable " + name);
		}
		return new Origin(Origin.Kind.PROPERTY, "variable " + name + " in " + Redactor.redactText(origin.toString()));
	}

	/**
	 * The place of a variable that does not stand in the environment itself.
	 */
	static String fileOf(PropertySource<?> source, String name) {
		if (source instanceof SystemEnvironmentPropertySource) {
			return "";
		}
		org.springframework.boot.origin.Origin origin = OriginLookup.getOrigin(source, name);
		return (origin != null) ? " in " + Redactor.redactText(origin.toString()) : placeOf(source);
	}

	private static @Nullable PropertySourceOrigin sourceOf(org.springframework.boot.origin.@Nullable Origin origin) {
		return (origin instanceof PropertySourceOrigin source) ? source : null;
	}

	private static org.springframework.boot.origin.@Nullable Origin innermost(
			org.springframework.boot.origin.@Nullable Origin origin) {
		return (origin instanceof PropertySourceOrigin source && source.getOrigin() != null) ? source.getOrigin()
				: origin;
	}

	private static String place(org.springframework.boot.origin.@Nullable Origin origin) {
		if (origin == null) {
			return "";
		}
		return (origin instanceof PropertySourceOrigin source) ? placeOf(source.getPropertySource())
				: " in " + Redactor.redactText(origin.toString());
	}

	private static String placeOf(PropertySource<?> source) {
		return switch (source.getName()) {
			case "commandLineArgs" -> " on the command line";
			case "systemProperties" -> " in the system properties";
			default -> " in " + Redactor.redactText(source.getName());
		};
	}

}

package io.chanuka.db.autoconfigure;

import java.util.List;
import java.util.Map;

import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.SettingsViolation;
import io.chanuka.db.url.Redactor;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Writes down each property that is bound, with its origin, and each that cannot be
 * converted, without stopping there. A blank value is an unset one: Compose files pass
 * those.
 */
final class OriginTrackingBindHandler extends AbstractBindHandler {

	private final Map<String, InputValue> values;

	private final List<SettingsViolation> violations;

	OriginTrackingBindHandler(Map<String, InputValue> values, List<SettingsViolation> violations) {
		this.values = values;
		this.violations = violations;
	}

	@Override
	public Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
		ConfigurationProperty property = context.getConfigurationProperty();
		if (property != null && property.getName().equals(name) && !isBlank(result)) {
			this.values.put(name.toString(), new InputValue(nameOf(property), result, origin(property)));
		}
		return result;
	}

	@Override
	public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Exception error) throws Exception {
		ConfigurationProperty property = context.getConfigurationProperty();
		if (property == null || !property.getName().equals(name)) {
			throw error;
		}
		if (!isBlank(property.getValue())) {
			String type = target.getType().resolve(Object.class).getSimpleName();
			InputValue input = new InputValue(nameOf(property), String.valueOf(property.getValue()), origin(property));
			this.violations.add(SettingsViolation.of(name.toString(), input, shown(name, property),
					"it is not " + expected(type), action(type)));
		}
		return null;
	}

	/**
	 * Asked of the converted value, in which placeholders are resolved.
	 */
	private static boolean isBlank(@Nullable Object value) {
		return value instanceof CharSequence text && text.toString().isBlank();
	}

	/**
	 * The name that the one who set the property knows it by.
	 */
	private static String nameOf(ConfigurationProperty property) {
		org.springframework.boot.origin.Origin origin = innermost(property.getOrigin());
		if (origin instanceof EnvironmentAliasOrigin alias) {
			return alias.variable();
		}
		if (origin instanceof SystemEnvironmentOrigin variable) {
			return variable.getProperty();
		}
		return (origin instanceof PropertySourceOrigin source
				&& source.getPropertySource() instanceof SystemEnvironmentPropertySource) ? source.getPropertyName()
						: property.getName().toString();
	}

	private static Origin origin(ConfigurationProperty property) {
		String name = nameOf(property);
		if (!name.equals(property.getName().toString())) {
			return new Origin(Origin.Kind.VARIABLE, "variable " + name);
		}
		return new Origin(Origin.Kind.PROPERTY, name + place(innermost(property.getOrigin())));
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
		if (!(origin instanceof PropertySourceOrigin source)) {
			return " in " + origin;
		}
		String sourceName = source.getPropertySource().getName();
		return switch (sourceName) {
			case "commandLineArgs" -> " on the command line";
			case "systemProperties" -> " in the system properties";
			default -> " in " + sourceName;
		};
	}

	private static String expected(String type) {
		return switch (type) {
			case "Duration" -> "a duration";
			case "Integer", "Long" -> "a whole number";
			case "Boolean" -> "true or false";
			default -> "a " + type;
		};
	}

	private static String shown(ConfigurationPropertyName name, ConfigurationProperty property) {
		return name.toString().contains("password") ? Redactor.MASK
				: Redactor.redact(String.valueOf(property.getValue()));
	}

	private static String action(String type) {
		return switch (type) {
			case "Duration" -> "Write a duration such as 500ms, 30s or 5m; a plain number is milliseconds.";
			case "Integer", "Long" -> "Write a whole number.";
			case "Boolean" -> "Write true or false.";
			default -> "Correct it or remove it.";
		};
	}

}

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
			this.violations.add(new SettingsViolation(nameOf(property), shown(name, property),
					"it cannot be converted to " + type + " (" + origin(property) + ")", action(type)));
		}
		return null;
	}

	/**
	 * Asked of the converted value, in which placeholders are resolved.
	 */
	private static boolean isBlank(@Nullable Object value) {
		return value instanceof CharSequence text && text.toString().isBlank();
	}

	private static String nameOf(ConfigurationProperty property) {
		return (property.getOrigin() instanceof EnvironmentAliasOrigin alias) ? alias.variable()
				: property.getName().toString();
	}

	private static Origin origin(ConfigurationProperty property) {
		if (property.getOrigin() instanceof EnvironmentAliasOrigin alias) {
			return new Origin(Origin.Kind.VARIABLE, alias.toString());
		}
		String place = (property.getOrigin() != null) ? property.getOrigin().toString() : "unknown place";
		return new Origin(Origin.Kind.PROPERTY, "property " + property.getName() + " from " + place);
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

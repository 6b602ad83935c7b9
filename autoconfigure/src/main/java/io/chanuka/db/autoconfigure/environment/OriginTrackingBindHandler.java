package io.chanuka.db.autoconfigure.environment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.report.SettingsViolation;
import io.chanuka.db.url.Redactor;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Records each property that is bound, with its origin and rank, and each that cannot be
 * converted, without stopping there.
 */
final class OriginTrackingBindHandler extends AbstractBindHandler {

	private final Map<String, InputValue> values = new LinkedHashMap<>();

	private final Map<String, SettingsViolation> failures = new LinkedHashMap<>();

	private final ToIntFunction<ConfigurationProperty> rank;

	OriginTrackingBindHandler(ToIntFunction<ConfigurationProperty> rank) {
		this.rank = rank;
	}

	/**
	 * What was bound, by the names of the properties.
	 */
	Map<String, InputValue> values() {
		return this.values;
	}

	/**
	 * What could not be converted, by the names of the properties.
	 */
	Map<String, SettingsViolation> failures() {
		return this.failures;
	}

	@Override
	public Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
		ConfigurationProperty property = context.getConfigurationProperty();
		if (property != null && property.getName().equals(name) && !isBlank(result)) {
			this.values.put(name.toString(), value(property, result));
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
			this.failures.put(name.toString(),
					SettingsViolation.of(name.toString(), value(property, property.getValue()), shown(name, property),
							"it is not " + expected(type), action(type)));
		}
		return null;
	}

	private InputValue value(ConfigurationProperty property, Object value) {
		return new InputValue(PropertyOrigins.nameOf(property), value, PropertyOrigins.of(property),
				this.rank.applyAsInt(property), null);
	}

	/**
	 * Asked of the converted value, in which placeholders are resolved.
	 */
	private static boolean isBlank(@Nullable Object value) {
		return value instanceof CharSequence text && text.toString().isBlank();
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

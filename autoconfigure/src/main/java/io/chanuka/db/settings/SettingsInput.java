package io.chanuka.db.settings;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Everything that was set, before any of it is judged.
 *
 * @param values each value under its property name
 * @param activeProfiles the active profiles
 * @param applicationName the name of the application, or {@code null}
 * @param runtime where the runtime must connect to, or {@code null} if the settings
 * decide
 * @param migration where migrations must connect to, or {@code null} if the settings
 * decide
 * @param violations values that could not even be converted
 */
public record SettingsInput(Map<String, InputValue> values, List<String> activeProfiles,
		@Nullable String applicationName, @Nullable RedirectedEndpoint runtime, @Nullable RedirectedEndpoint migration,
		List<SettingsViolation> violations) {

	public SettingsInput {
		values = Map.copyOf(values);
		activeProfiles = List.copyOf(activeProfiles);
		violations = List.copyOf(violations);
	}

	/**
	 * The first of the named values that is set.
	 * @param names the property names, the strongest first
	 * @return the value, or {@code null} if none is set
	 */
	@Nullable InputValue first(String... names) {
		for (String name : names) {
			InputValue value = this.values.get(name);
			if (value != null) {
				return value;
			}
		}
		return null;
	}

}

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
 * @param violations what was found to be wrong while reading
 * @param warnings what is worth a word, a sentence each
 */
public record SettingsInput(Map<String, InputValue> values, List<String> activeProfiles,
		@Nullable String applicationName, @Nullable RedirectedEndpoint runtime, @Nullable RedirectedEndpoint migration,
		List<SettingsViolation> violations, List<String> warnings) {

	public SettingsInput {
		values = Map.copyOf(values);
		activeProfiles = List.copyOf(activeProfiles);
		violations = List.copyOf(violations);
		warnings = List.copyOf(warnings);
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

package io.chanuka.db.settings.input;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.report.SettingsViolation;
import io.chanuka.db.settings.selection.UrlSelection;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was set, before any of it is validated.
 *
 * @param values each value under its property name
 * @param variables each value of a variable under another name, under the property that
 * it is for
 * @param urls which URL is used
 * @param deployment what is known of the application
 * @param unknownKeys keys below {@code chanuka.db} that do not exist
 * @param runtime where connection details have the runtime connect to, or {@code null} if
 * the settings decide
 * @param migration where connection details have migrations connect to, or {@code null}
 * if the settings decide
 * @param violations what was found to be wrong while reading
 * @param warnings what was found to be doubtful, a sentence each
 * @param ignored what was found to be set and unusable, a clause each
 */
public record SettingsInput(Map<String, InputValue> values, Map<String, InputValue> variables, UrlSelection urls,
		Deployment deployment, List<UnknownKey> unknownKeys, @Nullable RedirectedEndpoint runtime,
		@Nullable RedirectedEndpoint migration, List<SettingsViolation> violations, List<String> warnings,
		List<String> ignored) {

	public SettingsInput {
		values = Map.copyOf(values);
		variables = Map.copyOf(variables);
		unknownKeys = List.copyOf(unknownKeys);
		violations = List.copyOf(violations);
		warnings = List.copyOf(warnings);
		ignored = List.copyOf(ignored);
	}

	/**
	 * Adds what is doubtful beside the values.
	 * @param more sentences
	 * @return the input with them
	 */
	public SettingsInput warning(List<String> more) {
		return new SettingsInput(this.values, this.variables, this.urls, this.deployment, this.unknownKeys,
				this.runtime, this.migration, this.violations,
				Stream.concat(this.warnings.stream(), more.stream()).toList(), this.ignored);
	}

	/**
	 * The value that counts: the one of the strongest property source, within one source
	 * the first. A variable under another name counts by its rank, but not against an
	 * explicit value of another starter, unless our property is set too.
	 * @param property our property
	 * @param others properties of other starters that mean the same
	 * @return the value, or {@code null} if none is set
	 */
	public @Nullable InputValue first(String property, String... others) {
		InputValue own = this.values.get(property);
		InputValue strongest = explicit(property, others);
		InputValue variable = this.variables.get(property);
		if (variable == null || strongest == null) {
			return (strongest != null) ? strongest : variable;
		}
		boolean counts = own != null && variable.rank() < own.rank() && variable.rank() < strongest.rank();
		return counts ? variable : strongest;
	}

	/**
	 * The value that counts without the variables under other names.
	 * @param property our property
	 * @param others properties of other starters that mean the same
	 * @return the value, or {@code null} if none is set
	 */
	public @Nullable InputValue explicit(String property, String... others) {
		InputValue strongest = this.values.get(property);
		for (String other : others) {
			InputValue value = this.values.get(other);
			strongest = (value != null && (strongest == null || value.rank() < strongest.rank())) ? value : strongest;
		}
		return strongest;
	}

	/**
	 * Whether any of our properties of encryption is set.
	 * @return {@code true} if one is
	 */
	public boolean configuresTls() {
		return this.values.keySet().stream().anyMatch((name) -> name.startsWith("chanuka.db.ssl."));
	}

	/**
	 * The variable under another name that is set for a property, whether it counts or
	 * not.
	 * @param property our property
	 * @return the value, or {@code null} if none is set
	 */
	@Nullable InputValue variable(String property) {
		return this.variables.get(property);
	}

}

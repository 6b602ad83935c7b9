package io.chanuka.db.settings.report;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown when settings cannot be used; carries every violation, not only the first.
 */
public class InvalidSettingsException extends RuntimeException {

	private final transient List<SettingsViolation> violations;

	private final transient List<String> warnings;

	/**
	 * Create a new instance.
	 * @param violations what is wrong, at least one
	 * @param warnings what was found besides, such as a URL that is ignored
	 */
	public InvalidSettingsException(List<SettingsViolation> violations, List<String> warnings) {
		super("The database settings are not usable: "
				+ violations.stream().map(SettingsViolation::toString).collect(Collectors.joining("; ")));
		this.violations = List.copyOf(violations);
		this.warnings = List.copyOf(warnings);
	}

	/**
	 * What is wrong.
	 * @return every violation
	 */
	public List<SettingsViolation> getViolations() {
		return this.violations;
	}

	/**
	 * What was found besides.
	 * @return the warnings, a sentence each, clean of secrets
	 */
	public List<String> getWarnings() {
		return this.warnings;
	}

}

package io.chanuka.db.settings;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown when settings cannot be used; carries every violation, not only the first.
 */
public class InvalidSettingsException extends RuntimeException {

	private final transient List<SettingsViolation> violations;

	/**
	 * Create a new instance.
	 * @param violations what is wrong, at least one
	 */
	public InvalidSettingsException(List<SettingsViolation> violations) {
		super("The database settings are not usable: "
				+ violations.stream().map(SettingsViolation::toString).collect(Collectors.joining("; ")));
		this.violations = List.copyOf(violations);
	}

	/**
	 * What is wrong.
	 * @return every violation
	 */
	public List<SettingsViolation> getViolations() {
		return this.violations;
	}

}
